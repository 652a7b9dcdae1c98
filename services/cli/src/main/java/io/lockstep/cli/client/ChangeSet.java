package io.lockstep.cli.client;

import java.util.List;

/** Operations that are accepted together or not at all. */
public record ChangeSet(List<Operation> operations) {
  /** Keeps its own copy. */
  public ChangeSet {
    operations = List.copyOf(operations);
  }
}
