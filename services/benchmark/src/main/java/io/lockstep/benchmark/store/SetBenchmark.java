package io.lockstep.benchmark.store;

import io.lockstep.benchmark.bare.BareKafka;
import io.lockstep.benchmark.peer.StoreKind;
import java.util.List;

/** Ten thousand changes as one. */
public final class SetBenchmark extends StoreBenchmark {
  private static final int CHANGES = 10_000;
  private static final int QUICK = 1_000;

  /** As many as etcd takes by its default, {@code --max-txn-ops}. */
  private static final int ETCD_TRANSACTION = 128;

  /** Fits well into a request of ZooKeeper's, of 1 MiB by its default. */
  private static final int ZOOKEEPER_MULTI = 2_500;

  private static final double TIMES = 10;

  @Override
  public String name() {
    return "set";
  }

  @Override
  public String description() {
    return "10,000 changes as one set, to applied on three nodes, beside bare Kafka, etcd and"
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
    return 1;
  }

  @Override
  int warmUp(boolean quick) {
    return quick ? 1 : 12;
  }

  @Override
  List<Way> ways(boolean quick) {
    int multi = Math.min(ZOOKEEPER_MULTI, changes(quick));
    return List.of(
        new Way(StoreKind.ETCD, "puts", TIMES, "puts", 0),
        new Way(
            StoreKind.ETCD,
            "transactions of " + ETCD_TRANSACTION,
            null,
            "transactions",
            ETCD_TRANSACTION),
        new Way(StoreKind.ZOOKEEPER, "puts", TIMES, "puts", 0),
        new Way(StoreKind.ZOOKEEPER, "multi of %,d".formatted(multi), null, "transactions", multi));
  }

  @Override
  double ours(ManyChanges nodes, int changes) throws InterruptedException {
    return nodes.asOneSet(changes);
  }

  @Override
  List<Rounds.Limit> limits(ManyChanges nodes, BareKafka bare, int changes) {
    return List.of(new Rounds.Limit("bare Kafka", true, () -> bare.asOneSet(changes)));
  }

  @Override
  String how(int changes) {
    return "*Lockstep*: %,d parameters are changed as one set through one node after another, all of"
            .formatted(changes)
        + " them or none; the time ends when each of three nodes has answered that it has applied"
        + " them. Nodes, broker and registry are processes of the sandbox with their defaults,"
        + " but that a request waits for its outcome for longer. *Puts*: the same number of changes,"
        + " sent without waiting for each other, none of which depends on another; etcd gets at most"
        + " 4,000 at a time, as it refuses more than 5,000. *Transactions*"
        + " and *multi*: in the largest sets that the store's defaults take, which are each applied"
        + " whole or not at all. The time of both ends when all are acknowledged and all three"
        + " watchers were told of all. The goal is that of changes that are not in sets.";
  }
}
