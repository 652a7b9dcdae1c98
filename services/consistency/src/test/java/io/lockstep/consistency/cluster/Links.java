package io.lockstep.consistency.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which connections between processes are cut. What is sent meanwhile is held, not refused. */
public final class Links {
  /** What of a connection is held. */
  public enum Cut {
    /** Both directions. */
    ALL,
    /** What goes to the broker. */
    REQUESTS,
    /** What the broker answers: it does what it was asked, and nobody hears of it. */
    ANSWERS
  }

  /** A direction of a connection. */
  enum Way {
    REQUEST,
    ANSWER
  }

  private record Link(String from, String to) {}

  private final Map<Link, Cut> cuts = new HashMap<>();
  private final Map<String, Set<Pipe>> pipes = new HashMap<>();

  /** Cuts what one process asks a broker. */
  public synchronized void cut(String from, String broker, Cut what) {
    cuts.put(new Link(from, broker), what);
  }

  /**
   * Mends it.
   *
   * @param late whether what was held arrives now; else the connections break
   */
  public synchronized void mend(String from, String broker, boolean late) {
    Link link = new Link(from, broker);
    if (cuts.remove(link) != null && !late) {
      Set.copyOf(pipes.getOrDefault(from + ">" + broker, Set.of())).forEach(Pipe::close);
    }
    notifyAll();
  }

  synchronized void add(Pipe pipe) {
    pipes.computeIfAbsent(pipe.link(), link -> new HashSet<>()).add(pipe);
  }

  synchronized void remove(Pipe pipe) {
    pipes.getOrDefault(pipe.link(), new HashSet<>()).remove(pipe);
    notifyAll();
  }

  /** Returns when bytes may pass, or the pipe is closed. */
  synchronized void await(Pipe pipe, Way way) throws InterruptedException {
    while (!pipe.isClosed() && isHeld(pipe, way)) {
      wait();
    }
  }

  private boolean isHeld(Pipe pipe, Way way) {
    Cut cut = cuts.get(new Link(pipe.from(), pipe.broker()));
    return cut == Cut.ALL
        || (cut == Cut.REQUESTS && way == Way.REQUEST)
        || (cut == Cut.ANSWERS && way == Way.ANSWER);
  }
}
