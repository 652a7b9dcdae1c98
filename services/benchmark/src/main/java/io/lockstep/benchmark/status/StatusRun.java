package io.lockstep.benchmark.status;

import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.LogHead;
import io.lockstep.benchmark.cluster.Members;
import io.lockstep.benchmark.cluster.ProcessUsage;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.cluster.Wait;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.sandbox.Progress;
import io.lockstep.trust.secret.SecretRing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One execution of the benchmark: the cluster grows, and at each size two loads are measured. */
final class StatusRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final double MOST_CORES = 0.5;
  private static final double MOST_MILLIS = 1_000;

  private final BenchCluster cluster;
  private final Sizes sizes;
  private final int runs;
  private final Progress progress;
  private final SecretRing secret;
  private final Codecs codecs;
  private final TopicCodecs statusCodecs;
  private final LogHead head;
  private final StatusWatch watch;
  private final Fleet fleet;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  StatusRun(BenchCluster cluster, Sizes sizes, int runs, Progress progress) {
    this.cluster = cluster;
    this.sizes = sizes;
    this.runs = runs;
    this.progress = progress;
    secret = cluster.secret();
    codecs = new Codecs(cluster.connection());
    codecs.prepare();
    statusCodecs = new TopicCodecs(cluster.connection());
    head = LogHead.follow(cluster.connection(), codecs);
    watch = new StatusWatch(cluster.connection(), statusCodecs);
    fleet = new Fleet(cluster.connection(), codecs, secret, head, watch);
    watch.start();
    fleet.start();
  }

  Report report(String name, List<String> members) throws InterruptedException {
    int joined = 0;
    for (int number : sizes.nodes()) {
      List<String> all = members.subList(0, number);
      List<String> more = members.subList(joined, number);
      Step.run(progress, "let %,d members join".formatted(more.size()), () -> grow(more, all));
      Step.run(progress, "measure %,d nodes".formatted(number), () -> measure(number));
      joined = number;
    }
    return new Report(
        name,
        List.of(
            "Simulated members that have joined by commands of their own report each second, evenly"
                + " spread, with MACs; each second one in a hundred drifts, and the one before is in"
                + " order again. Broker, registry, a real primary and `lockstep status run` are"
                + " processes of the sandbox with their defaults; they share the machine with the"
                + " load. *Quiet*: nothing else happens. *Busy*: a parameter is changed each second,"
                + " so that every report changes a status. Report → status is the time from before a"
                + " report is sent until a consumer of `node-status` has a record that takes account"
                + " of it, of all reports that change a status.",
            "%d runs of %d s (%d s with fewer nodes) after %d s of warm-up; p50, p99 and slowest of"
                    .formatted(
                        runs,
                        sizes.longWindow().toSeconds(),
                        sizes.window(0).toSeconds(),
                        sizes.warmUp().toSeconds())
                + " each run."),
        figures,
        missing);
  }

  private void grow(List<String> more, List<String> all) throws InterruptedException {
    Wait.until(
        "the first member", PATIENCE, () -> !head.members().isEmpty(), () -> head.position());
    String version = head.members().values().iterator().next();
    try (Members members = new Members(cluster, codecs, version)) {
      members.join(more);
    }
    Wait.until(
        "the last of the members",
        PATIENCE,
        () -> head.members().keySet().containsAll(all),
        () -> head.members().size() + " have joined, see the log of n1");
    String fingerprint = secret.current().fingerprint();
    fleet.add(more.stream().map(id -> new SimulatedNode(id, version, fingerprint)).toList());
    Wait.until(
        "a status of each member",
        PATIENCE,
        () -> watch.available(all) == all.size(),
        () -> watch.available(all) + " of " + all.size() + " are available");
  }

  private void measure(int number) throws InterruptedException {
    Duration window = sizes.window(number);
    ProcessUsage process = cluster.process("status");
    Load quiet = new Load("%,d nodes, quiet".formatted(number), number);
    Load busy = new Load("%,d nodes, busy".formatted(number), number);
    List<Double> memory = new ArrayList<>();
    TimeUnit.NANOSECONDS.sleep(sizes.warmUp().toNanos());
    for (int run = 0; run < runs; run++) {
      quiet.measure(process, fleet, watch, window);
    }
    try (Changes changes = Changes.start(cluster.nodes().get(0))) {
      TimeUnit.NANOSECONDS.sleep(sizes.warmUp().toNanos() / 3);
      for (int run = 0; run < runs; run++) {
        busy.measure(process, fleet, watch, window);
        memory.add(process.residentMiB());
      }
      if (changes.failed() > 0) {
        missing.add("%,d nodes, busy: %d changes".formatted(number, changes.failed()));
      }
    }
    boolean goal = number == sizes.most();
    for (Load load : List.of(quiet, busy)) {
      figures.addAll(load.figures(goal ? MOST_CORES : null, goal ? MOST_MILLIS : null));
      missing.addAll(load.missing());
    }
    figures.add(Figure.of("%,d nodes: resident memory".formatted(number), "MiB", new Runs(memory)));
  }

  @Override
  public void close() throws InterruptedException {
    fleet.close();
    watch.close();
    head.close();
    codecs.close();
    statusCodecs.close();
    secret.close();
  }
}
