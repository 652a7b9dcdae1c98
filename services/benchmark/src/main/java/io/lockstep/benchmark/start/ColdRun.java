package io.lockstep.benchmark.start;

import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.peer.PeerClient;
import io.lockstep.benchmark.peer.PeerUnavailable;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node and its peers read the log in turn, each in a new process each time. */
final class ColdRun {
  private static final double LEAST_OF_BARE = 0.7;
  private static final double LEAST_OF_KCACHE = 2;

  /** No time is taken for shorter: a difference of two is not exact. */
  private static final double LEAST_SECONDS = 0.001;

  /**
   * As the sandbox runs a node, but for what makes the heap small, which would slow others down.
   */
  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-Xshare:auto", "-Xmx" + Filling.HEAP, "-XX:-UsePerfData");

  private static final String BARE = "bare consumer";
  private static final String KCACHE = "KCache";

  /** What is measured beside the node, and by what name its process knows it. */
  private static final Map<String, String> PEERS = peers();

  /**
   * How long it took.
   *
   * @param total seconds from the start of the process until it had all
   * @param reading seconds of it that reading took
   */
  private record Times(double total, double reading) {}

  private final BenchCluster cluster;
  private final Path folder;
  private final NodeStart node;
  private final int parameters;
  private final double empty;
  private final List<Times> ours = new ArrayList<>();
  private final Map<String, List<Times>> theirs = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  /**
   * Begins.
   *
   * @param empty seconds that the start of the node took while there was nothing to read
   */
  ColdRun(BenchCluster cluster, Path folder, NodeStart node, int parameters, double empty) {
    this.empty = empty;
    this.cluster = cluster;
    this.folder = folder;
    this.node = node;
    this.parameters = parameters;
  }

  private static Map<String, String> peers() {
    Map<String, String> peers = new LinkedHashMap<>();
    peers.put(BARE, "consumer");
    peers.put("bare consumer with MAC and hash", "consumer-verified");
    peers.put(KCACHE, "kcache");
    peers.put("GlobalKTable in memory", "globalktable");
    peers.put("GlobalKTable on RocksDB, its default", "globalktable-rocksdb");
    return peers;
  }

  /** Everything once. */
  void measure() throws InterruptedException {
    double total = node.cold();
    ours.add(new Times(total, Math.max(total - empty, LEAST_SECONDS)));
    node.awaitSnapshot(); // it would take a processor from the next
    for (String peer : PEERS.keySet()) {
      if (!missing.containsKey(peer)) {
        try {
          theirs.computeIfAbsent(peer, name -> new ArrayList<>()).add(peer(PEERS.get(peer)));
        } catch (PeerUnavailable | IllegalStateException e) {
          missing.put(peer, peer + ": " + e.getMessage());
          theirs.remove(peer);
        }
      }
    }
  }

  private Times peer(String name) throws PeerUnavailable {
    LogConnection connection = cluster.connection();
    List<String> options = new ArrayList<>(JVM);
    options.add("-Djava.io.tmpdir=" + folder); // a state store and RocksDB's own library go there
    long begin = System.nanoTime();
    try (PeerClient client =
        PeerClient.start(
            folder.resolve(name + ".log"),
            options,
            name,
            connection.bootstrapServers(),
            connection.topic(TopicContract.EVENTS))) {
      double reading = client.measure("read", parameters)[0];
      return new Times((System.nanoTime() - begin) / 1e9, reading);
    }
  }

  /** What was measured until now was to warm up. */
  void forget() {
    ours.clear();
    theirs.clear();
  }

  Report report(String name) {
    List<Figure> figures = new ArrayList<>();
    add(figures, "node", ours);
    theirs.forEach((peer, times) -> add(figures, peer, times));
    theirs.forEach(
        (peer, times) ->
            figures.add(
                Figure.atLeast(
                    "node / " + peer + ", events a second while reading",
                    "",
                    reading(ours).over(reading(times)),
                    goal(peer))));
    theirs.forEach(
        (peer, times) ->
            figures.add(
                Figure.of(
                    "node / " + peer + ", events a second since the start of the process",
                    "",
                    total(ours).over(total(times)))));
    return new Report(
        name,
        List.of(
            ColdBenchmark.cluster(parameters)
                + " *Node*: it ends, its snapshot is deleted, and it is started again, until it says"
                + " that it is ready, for which it has verified the MAC of each event and the digest"
                + " of all. *Reading* is what this takes longer than the same in the empty cluster, %.1f s."
                    .formatted(empty)
                + " *Peers* read the same topic, what is"
                + " committed alone, in processes with the JVM options of the node; reading is the"
                + " part since their first call. *Bare consumer*: keys and bytes, none of which it"
                + " keeps, with the settings of Lockstep's tail; *with MAC and hash*: makes HMAC-SHA256 and"
                + " SHA-256 of the bytes of each too, on the thread that reads, as verification and"
                + " digest need. "
                + "*KCache* %s and *GlobalKTable* (Kafka Streams %s) have their defaults and keep the"
                    .formatted(PeerClient.version("kcache"), PeerClient.version("kafka-streams"))
                + " bytes that they read; neither verifies or decodes."),
        figures,
        List.copyOf(missing.values()));
  }

  private static Double goal(String peer) {
    return switch (peer) {
      case BARE -> LEAST_OF_BARE;
      case KCACHE -> LEAST_OF_KCACHE;
      default -> null;
    };
  }

  private void add(List<Figure> figures, String name, List<Times> times) {
    figures.add(Figure.of(name + ": reading", "events/s", reading(times)));
    figures.add(
        Figure.of(
            name + ": start of the process → ready",
            "s",
            new Runs(times.stream().map(Times::total).toList())));
  }

  private Runs reading(List<Times> times) {
    return new Runs(times.stream().map(each -> parameters / each.reading()).toList());
  }

  private Runs total(List<Times> times) {
    return new Runs(times.stream().map(each -> parameters / each.total()).toList());
  }
}
