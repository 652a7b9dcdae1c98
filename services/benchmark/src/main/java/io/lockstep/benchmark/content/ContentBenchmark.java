package io.lockstep.benchmark.content;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.FolderNode;
import io.lockstep.benchmark.cluster.WarmUp;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.log.LogConnection;
import io.lockstep.sandbox.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change in a folder until other nodes have it, beside rsync and beside bare Kafka. */
public final class ContentBenchmark implements Benchmark {
  private static final int MOST_WARM_UPS = 40;

  @Override
  public String name() {
    return "content";
  }

  @Override
  public String description() {
    return "a change in a folder, until other nodes have it, beside rsync and bare Kafka";
  }

  @Override
  public String takes() {
    return "10 min";
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    Optional<String> version = Rsync.version();
    List<Figure> figures = new ArrayList<>();
    String warm;
    try (BenchCluster cluster =
            BenchCluster.start(plan.folder(), List.of("left", "right", "third"), progress);
        FolderNode left = FolderNode.start(cluster, "left");
        FolderNode right = FolderNode.start(cluster, "right")) {
      WarmUp warmUp = new WarmUp(cluster, MOST_WARM_UPS);
      Turns turns = new Turns(plan, progress, warmUp);
      try (LockstepWay ours = new LockstepWay("Lockstep", left, List.of(right), watch(cluster));
          RsyncWay peer = rsync(version, plan.folder().resolve("rsync"), 1);
          BareWay bare =
              BareWay.start(plan.folder().resolve("bare"), bare(cluster), watch(cluster))) {
        figures.addAll(turns.measure("", ours, peer, bare));
      }
      try (FolderNode third = FolderNode.start(cluster, "third");
          LockstepWay ours =
              new LockstepWay("Lockstep", left, List.of(right, third), watch(cluster));
          RsyncWay peer = rsync(version, plan.folder().resolve("rsync-two"), 2)) {
        figures.addAll(turns.measure("two receivers, ", ours, peer, null));
      }
      warm = plan.quick() ? "" : warmUp.text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Report(
        name(),
        List.of(
            "*Lockstep*: nodes in this process keep a folder; broker, registry and primary are"
                + " processes of the sandbox with their defaults. New files appear in the folder of"
                + " one node by one rename, and the large file is changed in place; the time ends"
                + " when the folder of the other has all of it, each file brought to the device"
                + " before it is seen. *rsync*: `rsync -a --delete --fsync` of the same files to a"
                + " daemon on 127.0.0.1, from its start to its end. *Bare Kafka path*: the limit of"
                + " any way over the log: a thread reads, hashes once and produces the same bytes"
                + " in records of 128 KiB, another consumes and hashes them once and writes them as"
                + " durably; for the changed byte the first hashes the file and produces one"
                + " record, and the other copies and hashes the file. *Two receivers*: the folders"
                + " of two nodes, beside two transfers of rsync at the same time, each to a daemon"
                + " of its own. *Processor time*: of all processes of the cluster and of the benchmark"
                + " meanwhile, without their compilers; divided by the processors, it is what this way"
                + " would take if none of them ever waited. All in turn; what came is compared byte by"
                + " byte afterwards.",
            warm,
            version.map(text -> "With " + text.strip() + ".").orElse("")),
        figures,
        version.isPresent() ? List.of() : List.of("rsync is not installed"));
  }

  private static RsyncWay rsync(Optional<String> version, Path folder, int targets)
      throws IOException, InterruptedException {
    return version.isPresent() ? RsyncWay.start("rsync", folder, targets) : null;
  }

  private static Stopwatch watch(BenchCluster cluster) {
    return new Stopwatch(cluster.processorTime());
  }

  /** Topics beside the cluster's, on the same broker. */
  private static LogConnection bare(BenchCluster cluster) {
    LogConnection own = cluster.connection();
    return new LogConnection(
        "bare", own.bootstrapServers(), own.registry(), own.schemaCache(), own.clientProperties());
  }
}
