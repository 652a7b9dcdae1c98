package io.lockstep.simulation.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs code that blocks, step by step: it goes on when it is resumed, and whoever resumes it waits
 * until it blocks again or is over. It has a thread of its own, but never do two threads run at the
 * same time, so that nothing depends on the operating system.
 */
public final class Fiber {
  /** Ends a fiber whose process is gone, wherever it is. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("the process is gone", null, false, false);
    }
  }

  /** A thread that runs one fiber after another. */
  private static final class Worker extends Thread {
    private static final ThreadLocal<Deque<Worker>> IDLE = ThreadLocal.withInitial(ArrayDeque::new);

    private volatile boolean inside;
    private Thread outside;
    private Runnable task;

    Worker() {
      super("simulated-fiber");
      setDaemon(true);
    }

    @Override
    public void run() {
      while (true) {
        awaitTurn();
        task.run();
        giveBack();
      }
    }

    void enter() {
      outside = Thread.currentThread();
      inside = true;
      LockSupport.unpark(this);
      for (int spins = 0; inside; spins++) {
        if (spins > SPINS) {
          LockSupport.park(this);
        } else {
          Thread.onSpinWait();
        }
      }
    }

    void giveBack() {
      Thread other = outside;
      inside = false;
      LockSupport.unpark(other);
    }

    void awaitTurn() {
      for (int spins = 0; !inside; spins++) {
        if (spins > SPINS) {
          LockSupport.park(this);
        } else {
          Thread.onSpinWait();
        }
      }
    }
  }

  private static final int SPINS = 200;

  private final Runnable code;
  private Worker worker;
  private boolean killed;
  private boolean over;
  private Throwable failure;

  /** A fiber that has not begun. */
  public Fiber(Runnable code) {
    this.code = code;
  }

  /** Whether it has come to its end. */
  public boolean isOver() {
    return over;
  }

  /** Lets it run until it pauses or ends; throws what it throws. */
  public void resume() {
    Deque<Worker> idle = Worker.IDLE.get();
    if (worker == null) {
      if (killed) {
        over = true;
        return;
      }
      worker = idle.pollLast();
      if (worker == null) {
        worker = new Worker();
        worker.start();
      }
      worker.task = this::whole;
    }
    worker.enter();
    if (over) {
      idle.addLast(worker);
      worker = null;
      if (failure instanceof Error error) {
        throw error;
      } else if (failure != null) {
        throw (RuntimeException) failure;
      }
    }
  }

  private void whole() {
    try {
      code.run();
    } catch (Killed e) {
      // as it was asked to
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      over = true;
    }
  }

  /** Goes back to who resumed it. Called from inside. */
  public void pause() {
    Worker own = worker;
    if (killed) {
      throw new Killed();
    }
    own.giveBack();
    own.awaitTurn();
    if (killed) {
      throw new Killed();
    }
  }

  /** Ends it where it is. Called from outside. */
  public void kill() {
    killed = true;
    if (!over) {
      resume();
    }
  }
}
