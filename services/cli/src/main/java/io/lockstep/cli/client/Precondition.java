package io.lockstep.cli.client;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.util.Optional;

/**
 * What must hold for a change of one entity.
 *
 * @param expectedRevision revision that the entity must be at; 0: it must not exist; null: any
 */
public record Precondition(Long expectedRevision) {
  /** Whatever the entity is at. */
  public static final Precondition NONE = new Precondition(null);

  /** Refuses a negative revision. */
  public Precondition {
    if (expectedRevision != null && expectedRevision < 0) {
      throw new Failure(
          ExitCodes.USAGE,
          "usage",
          "--expect-revision is "
              + expectedRevision
              + "; give the revision that the entity is at, or 0 when it must not exist");
    }
  }

  /** The entity must be at this revision. */
  public static Precondition at(long revision) {
    return new Precondition(revision);
  }

  /** Value of {@code If-Match}. */
  Optional<String> ifMatch() {
    return expectedRevision == null || expectedRevision == 0
        ? Optional.empty()
        : Optional.of("\"" + expectedRevision + "\"");
  }

  /** Value of {@code If-None-Match}. */
  Optional<String> ifNoneMatch() {
    return expectedRevision != null && expectedRevision == 0 ? Optional.of("*") : Optional.empty();
  }
}
