package io.lockstep.log.content;

import io.lockstep.schema.ContentChunk;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The bytes of records. */
final class Chunks {
  private Chunks() {}

  /** Its data, which nobody may change. */
  static byte[] bytes(ContentChunk chunk) {
    ByteBuffer data = chunk.getData();
    if (data.hasArray() && data.arrayOffset() == 0 && data.remaining() == data.array().length) {
      return data.array();
    }
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return bytes;
  }

  static ChunkHash hashOf(ByteBuffer data) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(data.duplicate());
      return ChunkHash.of(ByteBuffer.wrap(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
