package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over an entity's key, its revision and the Avro encoding of its state.
 *
 * <p>Fields that a later format level adds are written only once every member reads that level, so
 * members of different versions hash the same bytes. Not thread-safe.
 */
final class EntityHasher {
  private final CanonicalEncoder encoder =
      new CanonicalEncoder(Event.getClassSchema().getField("payload").schema());
  private final EncodedPayload encoded = new EncodedPayload();
  private final MessageDigest sha256;

  EntityHasher() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  Digest hash(String key, Event event) {
    return hash(key, event, null);
  }

  /**
   * The same in less time.
   *
   * @param encoding of the event with this version's schema, in an array; or null
   */
  Digest hash(String key, Event event, ByteBuffer encoding) {
    ByteBuffer payload =
        encoding != null && EncodedPayload.isCanonical(event)
            ? encoded.find(encoding)
            : ByteBuffer.wrap(encoder.encode(event.getPayload()));
    sha256.update(key.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(event.getRevision()).flip());
    sha256.update(payload);
    return Digest.of(sha256.digest());
  }
}
