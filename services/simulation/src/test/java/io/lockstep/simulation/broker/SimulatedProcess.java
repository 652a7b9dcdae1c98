package io.lockstep.simulation.broker;

import java.util.function.BooleanSupplier;

/** A process of the simulation, for what it starts and what it waits for. */
public interface SimulatedProcess {
  /** Its id, for the trace. */
  String name();

  /** Plans something that the process does: late if it is paused then, never if it is gone. */
  void after(long nanos, Runnable action);

  /**
   * Blocks the thread of the process' primary until something is so or the time is over. Called
   * from that thread.
   */
  void block(BooleanSupplier until, long nanos);

  /** Looks whether what the primary's thread waits for is so. */
  void poke();
}
