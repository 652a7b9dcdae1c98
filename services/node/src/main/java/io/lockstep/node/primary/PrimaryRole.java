package io.lockstep.node.primary;

import java.time.Duration;

/** The thread, {@code lockstep-primary}, that does what a node does as primary. */
public final class PrimaryRole implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMillis(100);

  private final PrimaryDuty duty;
  private final PrimaryLog log;
  private final Surroundings around;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile long loopedAt;

  /** The role of a node; closes the log that the duty uses when it is over. */
  public PrimaryRole(PrimaryDuty duty, PrimaryLog log, Surroundings around) {
    this.duty = duty;
    this.log = log;
    this.around = around;
    this.loopedAt = around.nanoTime();
    this.thread = new Thread(this::run, "lockstep-primary");
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Whether this node decides commands now. */
  public boolean isDeciding() {
    return duty.isDeciding();
  }

  /** When the thread last went round, on {@link Surroundings#nanoTime()}. */
  public long loopedAt() {
    return Math.max(loopedAt, duty.servedAt());
  }

  private void run() {
    while (!stopping) {
      loopedAt = around.nanoTime();
      if (duty.isDue()) {
        duty.serve();
      } else {
        duty.prepare();
        around.awaitNews(IDLE);
      }
    }
    log.close();
  }

  /** Hands the role over if this node has it, and stops the thread. */
  @Override
  public void close() {
    stopping = true;
    duty.stop();
    try {
      thread.join(Duration.ofSeconds(15).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
