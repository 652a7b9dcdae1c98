package io.lockstep.consistency.endurance;

import io.lockstep.consistency.cluster.Cluster;
import io.lockstep.consistency.cluster.Node;
import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at what the nodes of a cluster use, and at the size of its topics, by revision. */
public final class Sampler {
  private static final double MIB = 1024 * 1024;

  private final Cluster cluster;
  private final Map<String, Series> series = new TreeMap<>();

  /** For a cluster whose nodes all run. */
  public Sampler(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Takes one sample of everything; false if a node does not answer in time, on a busy machine. */
  public boolean sample() {
    try {
      look();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private void look() {
    long revision = cluster.node("n1").api().state().revision();
    for (Node node : cluster.nodes()) {
      collectGarbage(node);
      add(node, "live heap MiB", revision, heap(node));
      add(node, "resident MiB", revision, status(node, "VmRSS:") / 1024);
      add(node, "threads", revision, status(node, "Threads:"));
      add(node, "descriptors", revision, descriptors(node));
      add(
          node,
          "snapshot KiB",
          revision,
          node.api().metric("lockstep_sync_snapshot_size_bytes") / 1024);
    }
    LogConnection connection = cluster.connection();
    for (TopicContract topic :
        new TopicContract[] {
          TopicContract.EVENTS,
          TopicContract.JOURNAL,
          TopicContract.COMMANDS,
          TopicContract.OUTCOMES,
          TopicContract.NODE_REPORTS
        }) {
      String name = connection.topic(topic);
      add("topic " + name.substring(name.lastIndexOf('.') + 1) + " MiB", revision, size(name));
    }
  }

  private void add(Node node, String figure, long revision, double value) {
    add(node.id() + " " + figure, revision, value);
  }

  private void add(String figure, long revision, double value) {
    series.computeIfAbsent(figure, name -> new Series()).add((double) revision, value);
  }

  /** The figures by name. */
  public Map<String, Series> series() {
    return series;
  }

  /** So that what is left on the heap is in use. */
  private static void collectGarbage(Node node) {
    try {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      Process process =
          new ProcessBuilder(jcmd.toString(), Long.toString(node.child().pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("jcmd cannot run a collection of " + node.id());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the endurance run needs a JDK with jcmd", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double heap(Node node) {
    return node.api().metric("jvm_memory_used_bytes{area=\"heap\"}") / MIB;
  }

  private static double status(Node node, String field) {
    try (Stream<String> lines = Files.lines(proc(node).resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double descriptors(Node node) {
    try (Stream<Path> files = Files.list(proc(node).resolve("fd"))) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path proc(Node node) {
    return Path.of("/proc", Long.toString(node.child().pid()));
  }

  /** What one broker has of the topic's first partition, without its indexes, in MiB. */
  private double size(String topic) {
    Path folder = cluster.folder().resolve("b1").resolve(topic + "-0");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(".log")).mapToLong(Sampler::bytes).sum()
          / MIB;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // deleted meanwhile, as it was old
    }
  }
}
