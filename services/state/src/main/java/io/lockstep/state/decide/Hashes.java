package io.lockstep.state.decide;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Hashes by which things are known. */
final class Hashes {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_CERTIFICATE_BYTES = 64 * 1024;

  private Hashes() {}

  /** Whether a text can be a SHA-256 in lower-case hexadecimal. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** SHA-256 of bytes; their position stays as it is. */
  static ByteBuffer sha256(ByteBuffer bytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes.duplicate());
      return ByteBuffer.wrap(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** As {@link #sha256}, in lower-case hexadecimal. */
  static String id(ByteBuffer bytes) {
    return HexFormat.of().formatHex(sha256(bytes).array());
  }

  /** Requires that a certificate has bytes, and not too many. */
  static void requireSize(String entity, ByteBuffer certificate) {
    int length = certificate.remaining();
    if (length == 0 || length > MAX_CERTIFICATE_BYTES) {
      throw new RefusedException(
          Codes.INVALID_CERTIFICATE,
          entity,
          "a certificate has %d bytes, wanted 1 to %d; send it as DER"
              .formatted(length, MAX_CERTIFICATE_BYTES));
    }
  }
}
