package io.lockstep.benchmark.change;

import io.lockstep.benchmark.peer.StorePeer;
import io.lockstep.benchmark.peer.StorePeers;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One change at a time in the stores, until three watchers were told: information, no goal. */
final class StoreChanges {
  private final StorePeers peers;
  private final int changes;
  private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
  private final Map<String, String> failed = new LinkedHashMap<>();

  StoreChanges(StorePeers peers, int changes) {
    this.peers = peers;
    this.changes = changes;
  }

  /** All of them once. */
  void run() {
    for (StorePeer peer : peers.peers()) {
      String name = peer.kind().title() + (peer.fsync() ? ", with fsync" : ", without fsync");
      if (!failed.containsKey(name)) {
        try {
          samples
              .computeIfAbsent(name, title -> new ArrayList<>())
              .add(new Sample(peer.measure("changes", changes)));
        } catch (IllegalStateException e) {
          failed.put(name, name + ": " + e.getMessage());
          samples.remove(name);
        }
      }
    }
  }

  /** What was measured until now was to warm up. */
  void forget() {
    samples.clear();
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    samples.forEach(
        (name, runs) ->
            figures.add(Figure.of(name + ", p50", "ms", ChangeBenchmark.at(runs, 0.5))));
    return figures;
  }

  /** What is not measured, and why. */
  List<String> missing() {
    List<String> all = new ArrayList<>(peers.missing());
    all.addAll(failed.values());
    return all;
  }

  String how() {
    return "For comparison: a put acknowledged by one server of etcd and of ZooKeeper, each as its"
        + " defaults have it, and three watchers told of it, of which ZooKeeper's do not get the"
        + " value; with each change on disk first, which Kafka does not do by its default, and"
        + " without. They ran "
        + (peers.versions().isEmpty() ? "not" : peers.versions())
        + ".";
  }
}
