package io.lockstep.state.replay;

import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.image.CanonicalEncoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Chains events: the hash of each entry covers the entry before. Used by one thread.
 *
 * <p>The hash is SHA-256 over the hash of the entry before and the Avro encoding of the event, maps
 * ordered by key, as those of events are when they are decided.
 */
public final class JournalChain {
  /** Length of a hash. */
  public static final int HASH_BYTES = 32;

  private final MessageDigest sha256;
  private final CanonicalEncoder encoder = new CanonicalEncoder(Event.getClassSchema());
  private byte[] hash;
  private long revision;

  /**
   * Goes on after an entry.
   *
   * @param revision of that entry; 0 for the start of the chain
   * @param hash of that entry, 32 bytes; 32 zero bytes for the start of the chain
   */
  public JournalChain(long revision, byte[] hash) {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    if (hash.length != HASH_BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + hash.length);
    }
    this.revision = revision;
    this.hash = hash.clone();
  }

  /** A chain without entries. */
  public static JournalChain start() {
    return new JournalChain(0, new byte[HASH_BYTES]);
  }

  /** Goes on after an entry. */
  public static JournalChain after(JournalEntry entry) {
    byte[] hash = new byte[entry.getHash().remaining()];
    entry.getHash().duplicate().get(hash);
    return new JournalChain(entry.getRevision(), hash);
  }

  /**
   * The entry of the next event.
   *
   * @throws IllegalArgumentException if its revision is not the next one
   */
  public JournalEntry next(Event event) {
    if (event.getRevision() != revision + 1) {
      throw new IllegalArgumentException(
          "revision " + event.getRevision() + " does not follow revision " + revision);
    }
    byte[] encoded = encoder.encode(event);
    byte[] previous = hash;
    sha256.update(previous);
    hash = sha256.digest(encoded);
    revision = event.getRevision();
    return JournalEntry.newBuilder()
        .setRevision(revision)
        .setPreviousHash(ByteBuffer.wrap(previous))
        .setHash(ByteBuffer.wrap(hash))
        .setEvent(event)
        .build();
  }

  /** Revision of the last entry; 0 for none. */
  public long revision() {
    return revision;
  }
}
