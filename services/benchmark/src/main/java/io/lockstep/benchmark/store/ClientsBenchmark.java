package io.lockstep.benchmark.store;

import io.lockstep.benchmark.bare.BareKafka;
import io.lockstep.benchmark.peer.StoreKind;
import java.util.List;

/** Ten thousand changes, each waited for. */
public final class ClientsBenchmark extends StoreBenchmark {
  private static final int CHANGES = 10_000;
  private static final int QUICK = 640;
  private static final int CLIENTS = 64;
  private static final double TIMES_ETCD = 1;
  private static final double TIMES_ZOOKEEPER = 2;

  @Override
  public String name() {
    return "clients";
  }

  @Override
  public String description() {
    return "10,000 changes one by one from 64 clients of three nodes, beside bare Kafka, etcd and"
        + " ZooKeeper";
  }

  @Override
  public String takes() {
    return "8 min";
  }

  @Override
  int changes(boolean quick) {
    return quick ? QUICK : CHANGES;
  }

  @Override
  int clients() {
    return CLIENTS;
  }

  @Override
  int warmUp(boolean quick) {
    return quick ? 1 : 6;
  }

  @Override
  List<Way> ways(boolean quick) {
    return List.of(
        new Way(StoreKind.ETCD, CLIENTS + " clients", TIMES_ETCD, "clients", CLIENTS),
        new Way(StoreKind.ZOOKEEPER, CLIENTS + " clients", TIMES_ZOOKEEPER, "clients", CLIENTS));
  }

  @Override
  double ours(ManyChanges nodes, int changes) throws InterruptedException {
    return nodes.oneByOne(changes, CLIENTS);
  }

  @Override
  List<Rounds.Limit> limits(ManyChanges nodes, BareKafka bare, int changes) {
    return List.of(
        new Rounds.Limit("bare Kafka", true, () -> bare.oneByOne(changes, CLIENTS)),
        new Rounds.Limit(
            CLIENTS + " clients that only ask", false, () -> nodes.asked(changes, CLIENTS)));
  }

  @Override
  String how(int changes) {
    return "%d clients, each of which waits for an answer before its next change, make %,d changes."
            .formatted(CLIENTS, changes)
        + " *Lockstep*: through the API of three nodes, each change answered when the node that was"
        + " asked has applied it; the time ends when all three have applied the last. Each client"
        + " has an HTTPS connection of its own. Nodes, broker and registry are processes of the"
        + " sandbox with their defaults. *Only ask*: the same clients, connections and nodes, and each"
        + " request asks for a parameter, for which nothing goes over Kafka. *Peers*: the clients share three connections, which takes"
        + " work off the peer; the time ends when all is acknowledged and three watchers were told"
        + " of all.";
  }
}
