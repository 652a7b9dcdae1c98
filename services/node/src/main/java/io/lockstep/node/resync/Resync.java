package io.lockstep.node.resync;

import io.lockstep.node.publish.Publisher;
import io.lockstep.node.replay.ReplayService;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Throws the node's snapshot away, reads the log from its start, and looks into every managed file.
 * Reads are answered from the image of before until the new one is complete; no other node is
 * touched. A primary decides nothing meanwhile: commands wait in the log. Any thread.
 */
public final class Resync {
  private static final Logger LOG = LoggerFactory.getLogger(Resync.class);

  /** How far it is. */
  public enum Phase {
    /** It was not asked for in this run of the node. */
    NONE,
    /** The log is being read. */
    READING,
    /** The files are being looked into. */
    VERIFYING,
    /** All is right. */
    DONE
  }

  /**
   * How far it is.
   *
   * @param started when it was asked for; null for never
   * @param ended when it was done; null for not yet
   * @param revision that the node had when the log was read; 0 for not yet
   * @param written files that were not right and were written again
   */
  public record State(
      Phase phase, Instant started, Instant ended, long revision, List<String> written) {
    /** Whether it goes on. */
    public boolean running() {
      return phase == Phase.READING || phase == Phase.VERIFYING;
    }
  }

  private final ReplayService replay;
  private final Publisher publisher;
  private final Supplier<Instant> clock;
  private State state = new State(Phase.NONE, null, null, 0, List.of());

  /** Of a node with these parts. */
  public Resync(ReplayService replay, Publisher publisher, Supplier<Instant> clock) {
    this.replay = replay;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** Begins, or goes on where it has begun; returns at once. */
  public synchronized State start() {
    if (!state.running()) {
      LOG.info("reading the log again, as asked for revision={}", replay.image().revision());
      state = new State(Phase.READING, clock.get(), null, 0, List.of());
      publisher.forget();
      replay.readAnew(this::read);
    }
    return state;
  }

  /** How far it is. */
  public synchronized State state() {
    return state;
  }

  private synchronized void read() {
    state = new State(Phase.VERIFYING, state.started(), null, replay.image().revision(), List.of());
    publisher.verify(this::verified);
  }

  private synchronized void verified(List<String> written) {
    state = new State(Phase.DONE, state.started(), clock.get(), state.revision(), written);
    LOG.info("read the log again and verified the files written={}", written);
  }
}
