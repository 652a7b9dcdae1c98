package io.lockstep.topology.judge;

import io.lockstep.schema.Alert;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.Outcome;
import io.lockstep.topology.alert.AlertBook;
import io.lockstep.topology.alert.Conditions;
import io.lockstep.topology.cluster.ClusterJudge;
import io.lockstep.topology.measure.Measures;
import io.lockstep.topology.measure.Propagation;
import io.lockstep.topology.node.News;
import io.lockstep.topology.node.NodeJudge;
import io.lockstep.topology.node.Reports;
import io.lockstep.topology.policy.Policy;
import io.lockstep.topology.store.Kept;
import io.lockstep.topology.time.CatchUp;
import io.lockstep.topology.time.ObservedClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * A task's memory and judgement: takes events and reports as they come, judges a node when it
 * reports and everything at each tick. The thread of the task alone.
 */
final class Judge {
  /** Time between ticks, in milliseconds. */
  static final long TICK_MILLIS = 250;

  /** A task that did not run for longer was paused; the time does not count as silence. */
  private static final long LONGEST_STEP_MILLIS = 4 * TICK_MILLIS;

  /** A second in step with the clock is no backlog. */
  private static final int CALM_TICKS = 4;

  /** Longer than a task can have kept a step without having told it. */
  private static final long REPEAT_ALERTS_MILLIS = 60_000;

  /** How far the age of a lag moves before it is kept again. */
  private static final long LAG_STEP_MILLIS = 1_000;

  private final String cluster;
  private final LogFacts facts;
  private final Kept<String, NodeStatus> nodes;
  private final AlertBook alerts;
  private final Told told;
  private final Publication publication;
  private final ObservedClock clock = new ObservedClock(LONGEST_STEP_MILLIS);
  private final CatchUp catchUp = new CatchUp(CALM_TICKS);
  private final Measures measures;
  private final Propagation propagation;
  private boolean started;

  Judge(String cluster, Policy defaults, TaskStores stores, Told told, Measures measures) {
    this.cluster = cluster;
    this.measures = measures;
    propagation = new Propagation(measures);
    this.told = told;
    facts = new LogFacts(cluster, stores, defaults);
    nodes = stores.nodes();
    alerts = new AlertBook(cluster, stores.alerts());
    publication = new Publication(told);
    remember();
  }

  /** Sets the clock to the newest that was kept. */
  private void remember() {
    ClusterStatus known = facts.cluster();
    if (known.getHeadTime() != null) {
      clock.event(known.getHeadTime().toEpochMilli());
      catchUp.record(known.getHeadTime().toEpochMilli());
    }
    for (NodeStatus node : nodes.all()) {
      if (node.getLastReport() != null) {
        clock.remember(node.getLastReport().toEpochMilli());
        catchUp.record(node.getLastReport().toEpochMilli());
      }
    }
  }

  /** A record of the topic {@code events}; {@code taken} in milliseconds. */
  void event(String key, Event event, long taken, long offset) {
    clock.event(taken);
    catchUp.record(taken);
    boolean again = offset <= facts.cluster().getHeadOffset();
    facts.take(key, event, taken, offset);
    if (event != null && catchUp.isOver() && !again) {
      measures.event(((SpecificRecord) event.getPayload()).getSchema().getName());
      propagation.accepted(event, taken);
    }
    if (key.startsWith("node/")) {
      String id = key.substring("node/".length());
      Optional<Member> member = facts.member(id);
      if (member.isPresent()
          && member.get().getState() != MemberState.REMOVED
          && nodes.get(id).isEmpty()) {
        nodes.put(id, NodeJudge.unknown(cluster, id, taken));
      }
      nodes.get(id).ifPresent(status -> judge(status, 0));
    }
  }

  /** A record of the topic {@code outcomes}; nothing is judged by it. */
  void outcome(Outcome outcome) {
    if (catchUp.isOver() && outcome.getRefusal() != null) {
      measures.refusal(outcome.getRefusal().getCode());
    }
  }

  /** A report; {@code taken} in milliseconds. */
  void report(NodeReport report, long taken) {
    move(clock.report(taken, catchUp.isOver()), Long.MIN_VALUE);
    catchUp.record(taken);
    if (catchUp.isOver()) {
      measures.report();
    }
    String id = report.getNode();
    if (facts.member(id).map(m -> m.getState() == MemberState.REMOVED).orElse(false)) {
      return;
    }
    NodeStatus before = nodes.get(id).orElseGet(() -> NodeJudge.unknown(cluster, id, taken));
    Reports.take(before, report, taken, facts.head(), facts.policy())
        .ifPresent(
            after -> {
              if (catchUp.isOver()) {
                propagation.reported(before, after, taken);
                judge(after, 0); // keeps it too: once, since each keeping is encoded
              } else {
                nodes.put(id, after);
              }
            });
  }

  /** The observer's clock in milliseconds, every {@link #TICK_MILLIS}. */
  void tick(long wallMillis) {
    clock.tick(wallMillis);
    catchUp.tick(wallMillis);
    if (!catchUp.isOver() || clock.now() == 0) {
      return;
    }
    if (!started) {
      started = true;
      long step = clock.settle();
      move(step, clock.now());
      publication.removed(facts.members());
      alerts.since(clock.now() - REPEAT_ALERTS_MILLIS).forEach(told::alert);
    }
    List.copyOf(nodes.all()).forEach(status -> judge(status, LAG_STEP_MILLIS));
    judgeCluster();
    propagation.look(nodes.all(), clock.now());
    nodes.all().stream()
        .filter(node -> node.getMembership() != null)
        .mapToLong(Reports::applied)
        .min()
        .ifPresent(applied -> facts.timeline().forgetBefore(applied + 1));
  }

  /**
   * The brokers' clock was set, or other brokers lead: what is known of the nodes is of the clock
   * before. No node was silent for that.
   *
   * @param millis by how much; 0 for none
   * @param from what is later than that is moved
   */
  private void move(long millis, long from) {
    if (millis == 0) {
      return;
    }
    for (NodeStatus node : List.copyOf(nodes.all())) {
      if (Reports.heard(node).toEpochMilli() > from) {
        nodes.put(node.getNode(), Reports.moved(node, millis));
      }
    }
    ClusterStatus known = facts.cluster();
    Instant missing = known.getPrimaryMissingSince();
    if (missing != null && missing.toEpochMilli() > from) {
      facts.judged(
          ClusterStatus.newBuilder(known)
              .setPrimaryMissingSince(missing.plusMillis(millis))
              .build());
    }
  }

  private void judge(NodeStatus before, long lagStep) {
    if (!catchUp.isOver()) {
      return;
    }
    long now = clock.now();
    NodeJudge judge = new NodeJudge(facts.head(), facts.policy(), now);
    Optional<NodeStatus> after = judge.judge(before, facts.member(before.getNode()));
    if (after.isEmpty()) {
      nodes.remove(before.getNode());
      publication.gone(before.getNode());
      propagation.gone(before.getNode());
      return;
    }
    NodeStatus status = after.get();
    long moved = Math.abs(status.getLagMillis() - before.getLagMillis());
    if (moved >= lagStep || News.between(before, status)) {
      nodes.put(before.getNode(), status);
    }
    publication.node(status, now);
  }

  private void judgeCluster() {
    long now = clock.now();
    Policy policy = facts.policy();
    ClusterJudge judge = new ClusterJudge(facts.timeline(), policy, now);
    ClusterStatus status = judge.judge(facts.cluster(), nodes.all(), alerts.open());
    List<Alert> steps =
        alerts.update(Conditions.of(status, nodes.all(), facts.certificates(), policy, now), now);
    if (!steps.isEmpty()) {
      status = ClusterStatus.newBuilder(status).setOpenAlerts(alerts.open()).build();
    }
    facts.judged(status);
    publication.cluster(status);
    steps.forEach(told::alert);
  }
}
