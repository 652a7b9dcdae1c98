package io.lockstep.topology.log;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The digests that the last changes carried. In memory alone: without them less is compared, and
 * nothing is judged wrongly. The thread of the task alone.
 */
public final class Digests {
  private static final int MAX_ENTRIES = 1_024;

  private final TreeMap<Long, ByteBuffer> digests = new TreeMap<>();

  /** The digest after a revision. */
  public void add(long revision, ByteBuffer digest) {
    digests.put(revision, digest);
    if (digests.size() > MAX_ENTRIES) {
      digests.pollFirstEntry();
    }
  }

  /** The digest after a revision, if it is remembered. */
  public Optional<ByteBuffer> at(long revision) {
    return Optional.ofNullable(digests.get(revision));
  }
}
