package io.lockstep.materialize.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * A SHA-256 that another thread computes while this one cuts, writes or sends the same bytes. What
 * nobody has begun when it is waited for, the waiting thread does itself: threads that are busy
 * elsewhere cost time, and never hang it. One thread, beside the one that helps.
 */
public final class BesideDigest {
  /** To hand on less costs more than to do it. */
  private static final int LEAST = 32 * 1024;

  private final MessageDigest digest = Digests.sha256();
  private final Executor threads;
  private FutureTask<Void> running;

  /** Of nothing yet. */
  public BesideDigest(Executor threads) {
    this.threads = threads;
  }

  /** Takes further bytes, which must not change until {@link #await} or the next update returns. */
  void update(ByteBuffer bytes) {
    await();
    ByteBuffer taken = bytes.duplicate();
    if (taken.remaining() < LEAST) {
      digest.update(taken);
      return;
    }
    running = new FutureTask<>(() -> digest.update(taken), null);
    try {
      threads.execute(running);
    } catch (RejectedExecutionException e) {
      running.run(); // the node stops
    }
  }

  /** Returns once all that was taken counts. */
  void await() {
    if (running == null) {
      return;
    }
    running.run(); // does nothing if another has begun
    boolean interrupted = false;
    while (true) {
      try {
        running.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // it takes a millisecond
      } catch (ExecutionException e) {
        throw new IllegalStateException("bytes cannot be hashed", e.getCause());
      }
    }
    running = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets what was taken. */
  void reset() {
    await();
    digest.reset();
  }

  /** The hash of all that was taken, in lower-case hexadecimal; begins anew. */
  public String hex() {
    await();
    return Digests.hex(digest);
  }
}
