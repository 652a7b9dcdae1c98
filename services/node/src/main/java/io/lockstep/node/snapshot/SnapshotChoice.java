package io.lockstep.node.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a snapshot may be used. Pure. */
public final class SnapshotChoice {
  /** A clock may be set back a little between two runs. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private SnapshotChoice() {}

  /**
   * Why a snapshot must not be used; empty if it may be.
   *
   * <p>The log forgets tombstones after {@code delete.retention.ms}. A snapshot that is older could
   * hold what was removed since, and nothing in the log would say so; half of that time leaves room
   * for clocks that differ.
   *
   * @param begin first offset that the log still has
   * @param end offset behind the last record
   */
  public static Optional<String> problem(
      Snapshot snapshot, Instant now, Duration deleteRetention, long begin, long end) {
    if (snapshot.offset() > end) {
      return Optional.of(
          "it reads on at offset %d, the log ends at %d".formatted(snapshot.offset(), end));
    }
    if (snapshot.offset() < begin) {
      return Optional.of(
          "it reads on at offset %d, the log begins at %d".formatted(snapshot.offset(), begin));
    }
    Duration age = Duration.between(snapshot.time(), now);
    if (age.compareTo(CLOCK_TOLERANCE.negated()) < 0) {
      return Optional.of(
          "it says that it is of %s, which is to come: its age is not known"
              .formatted(snapshot.time()));
    }
    if (age.compareTo(deleteRetention.dividedBy(2)) > 0) {
      return Optional.of(
          "it is %s old, more than half of delete.retention.ms %s".formatted(age, deleteRetention));
    }
    return Optional.empty();
  }

  /**
   * That the log ends before a snapshot of it, as a sentence without its full stop; empty if it
   * does not.
   *
   * @param end offset behind the last record
   */
  public static Optional<String> loss(Snapshot snapshot, long end) {
    return snapshot.offset() <= end
        ? Optional.empty()
        : Optional.of(
            "topic events ends at offset %d, but this node had read it to offset %d, revision %d:"
                    .formatted(end, snapshot.offset(), snapshot.image().revision())
                + " it was truncated or replaced, and what stood behind is lost; bring its"
                + " records back, with the data folders of the brokers");
  }
}
