package io.lockstep.materialize.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A SHA-256 that another thread computes while this one cuts, writes or sends the same bytes. Some
 * updates may wait for that thread, so that neither waits for the other's every step. What nobody
 * has begun when it is waited for, the waiting thread does itself: threads that are busy elsewhere
 * cost time, and never hang it. One thread, beside the one that helps.
 */
public final class BesideDigest {
  /** So many updates wait at most, beside the one that is under way. */
  private static final int WAITING = 2;

  /** So many buffers are enough for who fills one after the other. */
  static final int BUFFERS = WAITING + 2;

  /** To hand on less costs more than to do it. */
  private static final int LEAST = 32 * 1024;

  private final MessageDigest digest;
  private final Executor threads;
  private final Queue<ByteBuffer> waiting = new ArrayDeque<>(); // guarded by this, as what follows
  private boolean asked;
  private boolean working;
  private Throwable failure;

  /** Of nothing yet. */
  public BesideDigest(Executor threads) {
    this(threads, Digests.sha256());
  }

  /** The same with another digest. */
  BesideDigest(Executor threads, MessageDigest digest) {
    this.threads = threads;
    this.digest = digest;
  }

  /**
   * Takes further bytes, which must not change until {@link #await} or {@link #BUFFERS} - 1 more
   * updates returned.
   */
  void update(ByteBuffer bytes) {
    if (bytes.remaining() < LEAST) {
      await();
      digest.update(bytes.duplicate());
      return;
    }
    awaitFewer(WAITING);
    synchronized (this) {
      waiting.add(bytes.duplicate());
      if (asked || working) {
        return;
      }
      asked = true;
    }
    try {
      threads.execute(this::work);
    } catch (RejectedExecutionException e) {
      work(); // the node stops
    }
  }

  /** Hashes what waits until nothing does. */
  private void work() {
    synchronized (this) {
      asked = false;
      if (working) {
        return;
      }
      working = true;
    }
    while (true) {
      ByteBuffer next;
      synchronized (this) {
        next = waiting.poll();
        if (next == null) {
          working = false;
          notifyAll();
          return;
        }
      }
      try {
        digest.update(next);
      } catch (RuntimeException | Error e) {
        failed(e); // who waits is told, and does not wait for ever
      }
      synchronized (this) {
        notifyAll();
      }
    }
  }

  private synchronized void failed(Throwable e) {
    failure = e;
  }

  /** Returns once all that was taken counts. */
  void await() {
    awaitFewer(0);
  }

  /** Returns once fewer updates wait; for none at all, once none is under way either. */
  private void awaitFewer(int number) {
    boolean interrupted = false;
    while (true) {
      synchronized (this) {
        while (working && (number == 0 || waiting.size() >= number)) {
          try {
            wait();
          } catch (InterruptedException e) {
            interrupted = true; // it takes milliseconds
          }
        }
        if (waiting.isEmpty() || number > 0 && waiting.size() < number) {
          break;
        }
      }
      work(); // nobody has begun
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (failure != null) {
        throw new IllegalStateException("bytes cannot be hashed", failure);
      }
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
