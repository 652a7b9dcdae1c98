package io.lockstep.simulation.broker;

/** The wall clock of the simulation. */
public final class SimulatedTime {
  /** Milliseconds since 1970 at which every history begins. */
  public static final long EPOCH_MILLIS = 1_800_000_000_000L;

  private SimulatedTime() {}
}
