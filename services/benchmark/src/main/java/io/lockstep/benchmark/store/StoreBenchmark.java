package io.lockstep.benchmark.store;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.bare.BareKafka;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Fsync;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.peer.StorePeers;
import io.lockstep.benchmark.report.Report;
import io.lockstep.sandbox.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many changes through three nodes, beside stores with three watchers. */
abstract class StoreBenchmark implements Benchmark {
  private static final int NODES = 3;

  /** No request is to be answered before its changes are decided. */
  private static final Map<String, String> PATIENT = Map.of("command.timeout.ms", "60000");

  /** What is the same of all: stands in each table. */
  private static final String PEERS =
      "Each peer is one server, as its defaults have it, with three watchers, each on a connection"
          + " of its own; changes come over three more. A ZooKeeper watcher is told that something"
          + " has changed, not to what, and does not ask, which favours it. etcd and ZooKeeper have"
          + " each change on disk before they acknowledge it; Kafka, and so Lockstep, relies on"
          + " replicas, of which one broker has none. So each is measured both ways: Lockstep also"
          + " with `flush.messages=1` on all topics that a change goes through, etcd also with"
          + " `--unsafe-no-fsync`, ZooKeeper also with `zookeeper.forceSync=no`. Lockstep signs"
          + " and verifies each change, keeps a journal, and speaks TLS to its clients; the peers"
          + " do none of this.";

  /** Changes in one run. */
  abstract int changes(boolean quick);

  /** Clients that make changes at the same time. */
  abstract int clients();

  /** Runs that do not count. */
  abstract int warmUp(boolean quick);

  /** How the stores do it. */
  abstract List<Way> ways(boolean quick);

  /** Lockstep's part; seconds. */
  abstract double ours(ManyChanges nodes, int changes) throws InterruptedException;

  /** Parts of Lockstep's way, each alone. */
  abstract List<Rounds.Limit> limits(ManyChanges nodes, BareKafka bare, int changes);

  /** Lockstep's part and that of the stores, in words. */
  abstract String how(int changes);

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    int changes = changes(plan.quick());
    try (BenchCluster cluster = BenchCluster.start(plan.folder(), NODES, PATIENT, progress);
        ManyChanges nodes = new ManyChanges(cluster.nodes(), clients());
        BareKafka bare = new BareKafka(cluster.connection());
        Fsync fsync = new Fsync(cluster.connection(), BareKafka.connection(cluster.connection()));
        StorePeers peers = StorePeers.start(plan.folder())) {
      Rounds rounds =
          new Rounds(
              changes, cluster.processorTime(), limits(nodes, bare, changes), ways(plan.quick()));
      Rounds.Ours ours = () -> ours(nodes, changes);
      for (int run = 1; run <= warmUp(plan.quick()); run++) {
        Step.run(progress, "warm-up " + run, () -> rounds.run(ours, fsync, peers));
      }
      rounds.forget();
      Step.runs(progress, plan.runs(), () -> rounds.run(ours, fsync, peers));
      List<String> missing = new ArrayList<>(peers.missing());
      missing.addAll(rounds.failed());
      return new Report(
          name(),
          List.of(
              how(changes),
              BareKafka.how(),
              PEERS,
              Rounds.how(),
              "%d runs of each in turn, after %d to warm up; beside it ran %s."
                  .formatted(plan.runs(), warmUp(plan.quick()), peers.versions())),
          rounds.figures(),
          missing);
    }
  }
}
