package io.lockstep.node.primary;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.topic.TopicBegin;
import io.lockstep.node.observe.Warnings;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the log lost its beginning, and which entities it says nothing of any more, so
 * that the primary writes them again: whoever reads the log from its start would never come to the
 * cluster's state. Looks through the log once for each begin. Used by the primary's thread.
 */
final class LostBeginning {
  private static final Logger LOG = LoggerFactory.getLogger(LostBeginning.class);

  /** The code of the warning. */
  static final String CODE = "log-cut";

  static final Duration LOOK = Duration.ofSeconds(10);

  /** While the topic's retention is wrong, what is written again is lost again. */
  private static final Duration LOOK_AFTER_LOSS = Duration.ofMinutes(1);

  /** The founding comes first, then the secrets by which the others are verified. */
  private static final Comparator<String> ORDER =
      Comparator.<String, Boolean>comparing(key -> !key.equals(EntityKeys.CLUSTER))
          .thenComparing(key -> !key.startsWith(EntityKeys.SECRETS))
          .thenComparing(Comparator.naturalOrder());

  private final PrimaryLog log;
  private final Warnings warnings;
  private final Surroundings around;
  private long lookAt;
  private long whole;
  private long begin;
  private int number;
  private List<String> lost = List.of();

  LostBeginning(PrimaryLog log, Warnings warnings, Surroundings around) {
    this.log = log;
    this.warnings = warnings;
    this.around = around;
    this.lookAt = around.nanoTime();
  }

  /** Leaves what a term has not written again to a look of the next. */
  void forget() {
    lost = List.of();
  }

  /** Whether there is something to write again. */
  boolean isPending() {
    return !lost.isEmpty();
  }

  /**
   * Looks, now and then, whether the log has lost its beginning.
   *
   * @param image known to be right
   */
  void look(ClusterImage image) {
    if (isPending() || around.nanoTime() - lookAt < 0) {
      return;
    }
    lookAt = around.nanoTime() + LOOK.toNanos();
    try {
      begin = log.eventsBegin();
      if (begin > whole) {
        find(image);
      }
    } catch (LogUnavailableException e) {
      LOG.warn("where the log begins is not known reason={}", e.getMessage());
    }
  }

  private void find(ClusterImage image) {
    Set<String> keys = new HashSet<>();
    image.forEach(entity -> keys.add(entity.key()));
    image.removals().forEach(entity -> keys.add(entity.key()));
    lost = new ArrayList<>(log.missing(keys));
    lost.sort(ORDER);
    number = lost.size();
    LOG.warn("the log lost its beginning begin={} entities={}", begin, number);
    if (!isPending()) {
      whole = begin;
    }
  }

  /** The next keys to write again, at most {@code most}. */
  List<String> next(int most) {
    return List.copyOf(lost.subList(0, Math.min(most, lost.size())));
  }

  /**
   * Notes that the first ones are written again; behind the last, warns of what happened.
   *
   * @param image that has them
   */
  void written(int keys, ClusterImage image) {
    lost = lost.subList(keys, lost.size());
    if (isPending()) {
      return;
    }
    whole = begin;
    lookAt = around.nanoTime() + LOOK_AFTER_LOSS.toNanos();
    warnings.happened(
        CODE,
        "%s; %d entities that stood nowhere else in it were written again up to revision %d; %s"
            .formatted(
                TopicBegin.loss(TopicContract.EVENTS.topic(image.cluster()), begin).orElseThrow(),
                number,
                image.revision(),
                TopicBegin.REMEDY),
        begin);
  }
}
