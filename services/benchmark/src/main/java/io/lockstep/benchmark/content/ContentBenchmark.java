package io.lockstep.benchmark.content;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.FolderNode;
import io.lockstep.benchmark.content.Loads.Load;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.sandbox.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A change in a folder until another node has it, beside rsync over the same way. */
public final class ContentBenchmark implements Benchmark {
  private static final Load SMALL = new Load("1,000 files of 4 KiB", 1_000, 4 * 1024);
  private static final Load LARGE = new Load("10 files of 10 MiB", 10, 10 * 1024 * 1024);
  private static final String CHANGE = "one changed byte in 100 MiB";
  private static final long LARGE_BYTES = 100L * 1024 * 1024;
  private static final double MOST = 1.0;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Loads loads = new Loads();

  @Override
  public String name() {
    return "content";
  }

  @Override
  public String description() {
    return "a change in a folder, until another node has it, beside rsync";
  }

  private record Way(String name, Map<String, List<Double>> millis) {
    void add(String load, double value) {
      millis.computeIfAbsent(load, key -> new ArrayList<>()).add(value);
    }
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    Way ours = new Way("Lockstep", new LinkedHashMap<>());
    Way peer = new Way("rsync", new LinkedHashMap<>());
    Optional<String> version = Rsync.version();
    Path peers = plan.folder().resolve("rsync");
    try (BenchCluster cluster =
            BenchCluster.start(plan.folder(), List.of("left", "right"), progress);
        FolderNode left = FolderNode.start(cluster, "left");
        FolderNode right = FolderNode.start(cluster, "right");
        Rsync rsync =
            version.isEmpty()
                ? null
                : Rsync.start(peers, peers.resolve("source"), peers.resolve("target"))) {
      Path source = left.folder();
      Path staging = source.resolveSibling("staging");
      Files.createDirectories(staging);
      loads.large(staging.resolve(Loads.LARGE), LARGE_BYTES);
      loads.appear(staging.resolve(Loads.LARGE), source.resolve(Loads.LARGE));
      await("the large file", () -> exists(right.folder().resolve(Loads.LARGE)));
      if (rsync != null) {
        Files.copy(source.resolve(Loads.LARGE), peers.resolve("source").resolve(Loads.LARGE));
        rsync.run();
      }
      int warm = plan.quick() ? 0 : 1;
      int runs = plan.quick() ? 1 : plan.runs();
      for (int run = -warm; run < runs; run++) {
        String step = run < 0 ? "warm-up" : "run " + (run + 1) + " of " + runs;
        long begin = System.nanoTime();
        progress.begun(step);
        for (Load load : List.of(SMALL, LARGE)) {
          appear(load, run, left, right, rsync, peers, ours, peer);
        }
        change(run, left, right, rsync, peers, ours, peer);
        progress.ended(step, Duration.ofNanos(System.nanoTime() - begin));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return report(ours, peer, version);
  }

  private void appear(
      Load load,
      int run,
      FolderNode left,
      FolderNode right,
      Rsync rsync,
      Path peers,
      Way ours,
      Way peer)
      throws IOException, InterruptedException {
    Path staging = left.folder().resolveSibling("staging").resolve("load");
    Path peerStaging = peers.resolve("staging");
    loads.prepare(staging, load);
    loads.copy(staging, peerStaging);
    rest(left, right);
    Path came = right.folder().resolve("load");

    long begin = System.nanoTime();
    loads.appear(staging, left.folder().resolve("load"));
    await(load.name(), () -> count(came) >= load.files());
    double millis = (System.nanoTime() - begin) / 1e6;
    requireSame(left.folder().resolve("load"), came);
    rest(left, right);

    double other = Double.NaN;
    if (rsync != null) {
      loads.appear(peerStaging, peers.resolve("source/load"));
      other = rsync.run();
      requireSame(peers.resolve("source/load"), peers.resolve("target/load"));
    }
    keep(run, load.name(), ours, millis, peer, other);
    Loads.delete(left.folder().resolve("load"));
    left.confirmDeletes();
    Loads.delete(peers.resolve("source/load"));
    Loads.delete(peerStaging);
    await("the load to go", () -> !exists(came));
    if (rsync != null) {
      rsync.run();
    }
  }

  private void change(
      int run, FolderNode left, FolderNode right, Rsync rsync, Path peers, Way ours, Way peer)
      throws IOException, InterruptedException {
    long place = loads.place(LARGE_BYTES);
    Path source = left.folder().resolve(Loads.LARGE);
    Path came = right.folder().resolve(Loads.LARGE);
    rest(left, right);
    Object before = inode(came);

    long begin = System.nanoTime();
    loads.change(source, place);
    await(CHANGE, () -> !inode(came).equals(before));
    double millis = (System.nanoTime() - begin) / 1e6;
    requireSame(source, came);
    rest(left, right);

    double other = Double.NaN;
    if (rsync != null) {
      loads.change(peers.resolve("source").resolve(Loads.LARGE), place);
      other = rsync.run();
      requireSame(source, peers.resolve("target").resolve(Loads.LARGE));
    }
    keep(run, CHANGE, ours, millis, peer, other);
  }

  private static void keep(int run, String load, Way ours, double millis, Way peer, double other) {
    if (run >= 0) {
      ours.add(load, millis);
      if (!Double.isNaN(other)) {
        peer.add(load, other);
      }
    }
  }

  private static void rest(FolderNode left, FolderNode right) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(300); // what was deleted before has arrived and was looked at
    left.awaitInStep();
    right.awaitInStep();
  }

  private static void requireSame(Path one, Path other) throws IOException {
    if (!Loads.same(one, other)) {
      throw new IllegalStateException(other + " is not what " + one + " is");
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path);
  }

  private static long count(Path directory) {
    String[] names = directory.toFile().list((dir, name) -> name.startsWith("file-"));
    return names == null ? 0 : names.length;
  }

  private static Object inode(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(String what, BooleanSupplier there) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(what + " did not come within " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private Report report(Way ours, Way peer, Optional<String> version) {
    List<Figure> figures = new ArrayList<>();
    for (String load : ours.millis().keySet()) {
      Runs here = new Runs(ours.millis().get(load));
      figures.add(Figure.of(load + ": Lockstep", "ms", here));
      if (version.isPresent()) {
        Runs there = new Runs(peer.millis().get(load));
        figures.add(Figure.of(load + ": rsync", "ms", there));
        figures.add(new Figure(load + ": Lockstep / rsync", "", here.over(there), MOST));
      }
    }
    return new Report(
        name(),
        List.of(
            "*Lockstep*: two nodes in this process keep a folder; broker, registry and primary are"
                + " processes of the sandbox with their defaults. New files appear in the folder of"
                + " one node by one rename, and the large file is changed in place; the time ends"
                + " when the folder of the other has all of it, each file brought to the device"
                + " before it is seen. *rsync*: `rsync -a --delete --fsync` of the same files to a"
                + " daemon on 127.0.0.1, from its start to its end, in turn with Lockstep. What"
                + " came is compared byte by byte afterwards.",
            version.map(text -> "With " + text.strip() + ".").orElse("")),
        figures,
        version.isPresent() ? List.of() : List.of("rsync is not installed"));
  }
}
