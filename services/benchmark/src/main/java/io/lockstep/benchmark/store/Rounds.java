package io.lockstep.benchmark.store;

import io.lockstep.benchmark.cluster.Fsync;
import io.lockstep.benchmark.cluster.ProcessorTime;
import io.lockstep.benchmark.peer.StorePeer;
import io.lockstep.benchmark.peer.StorePeers;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.stats.Runs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lockstep and the stores in turn, each with fsync and without, round by round; changes a second.
 */
final class Rounds {
  private static final String LOCKSTEP = "Lockstep";

  /** Does all the changes once; seconds. */
  @FunctionalInterface
  interface Ours {
    double seconds() throws InterruptedException;
  }

  /**
   * A part of Lockstep's way alone.
   *
   * @param title such as {@code bare Kafka}
   * @param durable whether fsync makes a difference to it
   */
  record Limit(String title, boolean durable, Ours work) {}

  private record Entrant(String title, boolean fsync) {
    String text() {
      return title + (fsync ? ", with fsync" : ", without fsync");
    }
  }

  private final int changes;
  private final ProcessorTime processors;
  private final List<Limit> limits;
  private final List<Way> ways;
  private final Map<Entrant, List<Double>> rates = new LinkedHashMap<>();
  private final Map<Entrant, List<Double>> work = new LinkedHashMap<>();
  private final Set<String> failed = new LinkedHashSet<>();

  Rounds(int changes, ProcessorTime processors, List<Limit> limits, List<Way> ways) {
    this.changes = changes;
    this.processors = processors;
    this.limits = List.copyOf(limits);
    this.ways = ways;
  }

  /** What the processor times in the figures are, in words. */
  static String how() {
    return "*Processor time*: of all processes of the cluster and of the benchmark, without their"
        + " compilers, with what prepares the changes. *At best*: as many changes as all processors"
        + " make if none of them ever waits, by the processor time of each.";
  }

  /** Everything once. */
  void run(Ours ours, Fsync broker, StorePeers peers) throws InterruptedException {
    for (boolean fsync : new boolean[] {false, true}) {
      broker.set(fsync);
      own(new Entrant(LOCKSTEP, fsync), ours);
      for (Limit limit : limits) {
        if (limit.durable() || !fsync) {
          own(new Entrant(limit.title(), fsync), limit.work());
        }
      }
    }
    broker.set(false);
    for (StorePeer peer : peers.peers()) {
      for (Way way : ways) {
        if (way.kind() == peer.kind()) {
          peer(new Entrant(way.title(), peer.fsync()), way, peer);
        }
      }
    }
  }

  private void own(Entrant entrant, Ours ours) throws InterruptedException {
    processors.spent();
    add(entrant, ours.seconds());
    work.computeIfAbsent(entrant, each -> new ArrayList<>())
        .add(processors.spent().workMillis() * 1e3 / changes);
  }

  private void peer(Entrant entrant, Way way, StorePeer peer) {
    if (failed.stream().noneMatch(text -> text.startsWith(entrant.text() + ":"))) {
      try {
        add(entrant, way.seconds(peer, changes));
      } catch (IllegalStateException e) {
        failed.add(entrant.text() + ": " + e.getMessage());
      }
    }
  }

  private void add(Entrant entrant, double seconds) {
    rates.computeIfAbsent(entrant, each -> new ArrayList<>()).add(changes / seconds);
  }

  /** What was measured until now was to warm up. */
  void forget() {
    rates.clear();
    work.clear();
  }

  /** What failed, and why. */
  List<String> failed() {
    return List.copyOf(failed);
  }

  /**
   * All rates, then the ratios of those that are equally durable, then those of the defaults, then
   * what the processors could do at best.
   */
  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (boolean fsync : new boolean[] {false, true}) {
      add(figures, new Entrant(LOCKSTEP, fsync));
      limits.forEach(limit -> add(figures, new Entrant(limit.title(), fsync)));
      ways.forEach(way -> add(figures, new Entrant(way.title(), fsync)));
    }
    for (boolean fsync : new boolean[] {false, true}) {
      String text = fsync ? ", both with fsync" : ", both without fsync";
      for (Limit limit : limits) {
        ratio(figures, fsync, new Entrant(limit.title(), fsync), text, null);
      }
      for (Way way : ways) {
        ratio(figures, fsync, new Entrant(way.title(), fsync), text, way.goal());
      }
    }
    for (Way way : ways) {
      ratio(figures, false, new Entrant(way.title(), true), ", each with its default", null);
    }
    for (boolean fsync : new boolean[] {false, true}) {
      atBest(figures, new Entrant(LOCKSTEP, fsync), fsync);
      limits.forEach(limit -> atBest(figures, new Entrant(limit.title(), fsync), fsync));
    }
    return figures;
  }

  /** What no better use of the processors can exceed, beside the stores with a goal. */
  private void atBest(List<Figure> figures, Entrant entrant, boolean fsync) {
    if (!isWhole(entrant) || work.get(entrant).stream().anyMatch(each -> each.isNaN())) {
      return;
    }
    Runs micros = new Runs(work.get(entrant));
    figures.add(Figure.of(entrant.text() + ": processor time of each", "µs", micros));
    double all = 1e6 * Runtime.getRuntime().availableProcessors();
    Runs most = new Runs(micros.values().stream().map(each -> all / each).toList());
    for (Way way : ways) {
      Entrant peer = new Entrant(way.title(), fsync);
      if (way.goal() != null && isWhole(peer)) {
        figures.add(
            Figure.of(
                entrant.text() + ": at best / " + peer.text(),
                "",
                most.over(new Runs(rates.get(peer)))));
      }
    }
  }

  private void add(List<Figure> figures, Entrant entrant) {
    if (isWhole(entrant)) {
      figures.add(Figure.of(entrant.text(), "/s", new Runs(rates.get(entrant))));
    }
  }

  private void ratio(
      List<Figure> figures, boolean oursFsync, Entrant peer, String text, Double goal) {
    Entrant ours = new Entrant(LOCKSTEP, oursFsync);
    if (isWhole(peer)) {
      figures.add(
          Figure.atLeast(
              LOCKSTEP + " / " + peer.title() + text,
              "",
              new Runs(rates.get(ours)).over(new Runs(rates.get(peer))),
              goal));
    }
  }

  /** Whether it took part in every round. */
  private boolean isWhole(Entrant entrant) {
    return rates.containsKey(entrant)
        && rates.get(entrant).size() == rates.get(new Entrant(LOCKSTEP, entrant.fsync())).size();
  }
}
