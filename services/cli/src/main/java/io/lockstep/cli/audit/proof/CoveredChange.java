package io.lockstep.cli.audit.proof;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A change whose command must be among those that are kept. Used by one thread. */
final class CoveredChange {
  private final long revision;
  private final long offset;
  private final String origin;
  private final String actor;
  private final boolean kept;
  private Optional<ByteBuffer> key;
  private boolean commandSeen;
  private boolean commanded;
  private String contradiction;
  private String refusal;

  /**
   * As its first event says.
   *
   * @param key that the origin had until then
   * @param kept whether the command was seen before; if not, it must have come since
   */
  CoveredChange(
      long revision,
      long offset,
      String origin,
      String actor,
      Optional<ByteBuffer> key,
      boolean kept) {
    this.kept = kept;
    this.revision = revision;
    this.offset = offset;
    this.origin = origin;
    this.actor = actor;
    this.key = key;
  }

  long revision() {
    return revision;
  }

  long offset() {
    return offset;
  }

  String origin() {
    return origin;
  }

  String actor() {
    return actor;
  }

  /** The key that the command must be signed with. */
  Optional<ByteBuffer> key() {
    return key;
  }

  /** The node joined with this change, so it signed with the key that it brought. */
  void joinedWith(ByteBuffer brought) {
    key = Optional.ofNullable(brought);
  }

  /** An event of the change contradicts its first. */
  void contradict(String reason) {
    contradiction = contradiction == null ? reason : contradiction;
  }

  /** A command holds the request; null is said of one that is as it must be. */
  void take(String reason) {
    commandSeen = true;
    commanded |= reason == null;
    refusal = refusal == null ? reason : refusal;
  }

  /** Whether its command was dropped by age since it was seen. */
  boolean isDropped() {
    return kept && !commandSeen;
  }

  /** What is wrong with the change; null where it is proven. */
  String wrong() {
    if (contradiction != null || commanded) {
      return contradiction;
    }
    return commandSeen
        ? refusal
        : "revision %d names actor %s and origin %s, but no command asked for it"
            .formatted(revision, actor, origin);
  }
}
