package io.lockstep.topology.alert;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertState;
import io.lockstep.topology.store.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which alerts are raised: each once when its condition comes, and cleared once when it goes. An
 * alert's id is its kind, its subject and the number of the occurrence, so that a step that is
 * written again after a failure is known as the same. The thread of the task alone.
 */
public final class AlertBook {
  /** As long as the topic keeps the steps. */
  private static final Duration FORGET = Duration.ofDays(30);

  private final String cluster;
  private final Kept<String, Alert> alerts;

  /** Over a store of condition to its last alert. */
  public AlertBook(String cluster, Kept<String, Alert> alerts) {
    this.cluster = cluster;
    this.alerts = alerts;
  }

  /**
   * Raises and clears.
   *
   * @return the steps that were taken
   */
  public List<Alert> update(List<Condition> conditions, long now) {
    Map<String, Condition> current =
        conditions.stream()
            .collect(Collectors.toMap(Condition::key, Function.identity(), (one, same) -> one));
    List<Alert> steps = new ArrayList<>();
    for (Alert alert : List.copyOf(alerts.all())) {
      if (alert.getState() == AlertState.RAISED) {
        if (!current.containsKey(key(alert))) {
          steps.add(
              Alert.newBuilder(alert)
                  .setState(AlertState.CLEARED)
                  .setCleared(Instant.ofEpochMilli(now))
                  .build());
        }
      } else if (now - alert.getCleared().toEpochMilli() > FORGET.toMillis()) {
        alerts.remove(key(alert));
      }
    }
    for (Condition condition : current.values()) {
      Optional<Alert> last = alerts.get(condition.key());
      if (last.map(alert -> alert.getState() != AlertState.RAISED).orElse(true)) {
        steps.add(raise(condition, last.map(Alert::getOccurrence).orElse(0L) + 1, now));
      }
    }
    steps.forEach(step -> alerts.put(key(step), step));
    return steps;
  }

  /** Alerts that are raised. */
  public int open() {
    return (int)
        alerts.all().stream().filter(alert -> alert.getState() == AlertState.RAISED).count();
  }

  /** The steps since a time: a task that failed may have kept them and not told them. */
  public List<Alert> since(long time) {
    return alerts.all().stream().filter(alert -> stepTime(alert) >= time).toList();
  }

  private static long stepTime(Alert alert) {
    return (alert.getCleared() == null ? alert.getRaised() : alert.getCleared()).toEpochMilli();
  }

  private static String key(Alert alert) {
    return alert.getId().substring(0, alert.getId().lastIndexOf('/'));
  }

  private Alert raise(Condition condition, long occurrence, long now) {
    return Alert.newBuilder()
        .setId(condition.key() + "/" + occurrence)
        .setCluster(cluster)
        .setKind(condition.kind().code())
        .setSubject(condition.subject())
        .setNode(condition.node())
        .setOccurrence(occurrence)
        .setSeverity(condition.kind().severity())
        .setState(AlertState.RAISED)
        .setCause(condition.cause())
        .setRemedy(condition.kind().remedy())
        .setRaised(Instant.ofEpochMilli(now))
        .build();
  }
}
