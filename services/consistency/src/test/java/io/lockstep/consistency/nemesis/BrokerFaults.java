package io.lockstep.consistency.nemesis;

import io.lockstep.consistency.cluster.Child;
import io.lockstep.consistency.cluster.Cluster;
import io.lockstep.consistency.cluster.Links;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** What happens to brokers. */
final class BrokerFaults {
  private final Cluster cluster;
  private final Random random;

  BrokerFaults(Cluster cluster, Random random) {
    this.cluster = cluster;
    this.random = random;
  }

  /** One maker for each kind. */
  List<Function<Random, Fault>> kinds() {
    return List.of(
        dice -> kill(target()),
        dice -> pause(target()),
        dice -> bounce(target()),
        dice -> isolate(target()));
  }

  private Child target() {
    return cluster.brokers().get(random.nextInt(cluster.brokers().size()));
  }

  private static Fault kill(Child broker) {
    return Fault.of("kill " + broker, broker::kill, broker::start);
  }

  private static Fault pause(Child broker) {
    return Fault.of("pause " + broker, broker::pause, broker::resume);
  }

  private static Fault bounce(Child broker) {
    return Fault.of("bounce " + broker, broker::terminate, broker::start);
  }

  /** From the other brokers, not from the nodes: they may go on asking one that leads no more. */
  private Fault isolate(Child broker) {
    boolean late = random.nextBoolean();
    List<Child> others = cluster.brokers().stream().filter(it -> it != broker).toList();
    return Fault.of(
        "partition %s from %s, %s".formatted(broker, others, late ? "late" : "lost"),
        () ->
            others.forEach(
                it -> {
                  cluster.links().cut(broker.name(), it.name(), Links.Cut.ALL);
                  cluster.links().cut(it.name(), broker.name(), Links.Cut.ALL);
                }),
        () ->
            others.forEach(
                it -> {
                  cluster.links().mend(broker.name(), it.name(), late);
                  cluster.links().mend(it.name(), broker.name(), late);
                }));
  }
}
