package io.lockstep.consistency.nemesis;

import io.lockstep.consistency.client.NodeApi;
import io.lockstep.consistency.cluster.Child;
import io.lockstep.consistency.cluster.Cluster;
import io.lockstep.consistency.cluster.Links;
import io.lockstep.consistency.cluster.Node;
import io.lockstep.consistency.cluster.NodeClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** What happens to nodes; every second time to the primary. */
final class NodeFaults {
  /** Around the minute by which tokens and requests may be off, and far beyond. */
  private static final int[] SKEWS = {-3_600, -90, -30, 30, 90, 3_600};

  private final Cluster cluster;
  private final Random random;

  NodeFaults(Cluster cluster, Random random) {
    this.cluster = cluster;
    this.random = random;
  }

  /** One maker for each kind. */
  List<Function<Random, Fault>> kinds() {
    List<Function<Random, Fault>> kinds = new ArrayList<>();
    kinds.add(dice -> kill(target()));
    kinds.add(dice -> pause(target()));
    kinds.add(dice -> partition(target(), Links.Cut.ALL, cluster.brokers()));
    kinds.add(dice -> partition(target(), Links.Cut.ANSWERS, cluster.brokers()));
    kinds.add(dice -> partition(target(), Links.Cut.REQUESTS, List.of(broker())));
    kinds.add(dice -> fill(target()));
    if (NodeClock.library().isPresent()) {
      kinds.add(dice -> skew(target(), SKEWS[dice.nextInt(SKEWS.length)]));
    }
    return kinds;
  }

  private Child broker() {
    return cluster.brokers().get(random.nextInt(cluster.brokers().size()));
  }

  private Node target() {
    Node any = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
    if (random.nextBoolean()) {
      return any;
    }
    try {
      NodeApi.State state = any.api().state();
      return state.primary().isEmpty() ? any : cluster.node(state.primary());
    } catch (IllegalStateException e) {
      return any; // it does not answer
    }
  }

  private static Fault kill(Node node) {
    return Fault.of("kill " + node.id(), node.child()::kill, node.child()::start);
  }

  private static Fault pause(Node node) {
    return Fault.of("pause " + node.id(), node.child()::pause, node.child()::resume);
  }

  private Fault partition(Node node, Links.Cut what, List<Child> brokers) {
    boolean late = random.nextBoolean();
    return Fault.of(
        "partition %s from %s, %s, %s".formatted(node.id(), brokers, what, late ? "late" : "lost"),
        () -> brokers.forEach(it -> cluster.links().cut(node.id(), it.name(), what)),
        () -> brokers.forEach(it -> cluster.links().mend(node.id(), it.name(), late)));
  }

  private static Fault fill(Node node) {
    return Fault.of(
        "disk of " + node.id() + ", " + node.disk().kind(),
        () -> node.disk().fill(node.child()),
        () -> node.disk().free(node.child()));
  }

  private static Fault skew(Node node, int seconds) {
    return Fault.of(
        "clock of " + node.id() + " by " + seconds + " s",
        () -> node.clock().set(seconds),
        () -> node.clock().set(0));
  }
}
