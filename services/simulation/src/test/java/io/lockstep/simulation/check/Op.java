package io.lockstep.simulation.check;

import java.util.ArrayList;
import java.util.List;

/** A request of a client, and what became of it. */
public final class Op {
  /**
   * A step of a request.
   *
   * @param key of a configuration parameter; null for a barrier
   * @param value null to take it away
   * @param expected revision that it must have; null for any
   */
  public record Step(String key, String value, Long expected) {}

  /** Its id: the idempotency key. */
  public final String id;

  /** What it asks for; empty for a barrier. */
  public final List<Step> steps;

  /** Highest revision that any client had been told of when it was asked. */
  public final long floor;

  /** Nodes that it was sent to, one after another. */
  public final List<String> sentTo = new ArrayList<>();

  /** Whether somebody has an answer to it. */
  public boolean answered;

  /** A request. */
  public Op(String id, List<Step> steps, long floor) {
    this.id = id;
    this.steps = List.copyOf(steps);
    this.floor = floor;
  }
}
