package io.lockstep.materialize.profile;

import io.lockstep.schema.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sealed texts, opened. Without state. */
public final class OpenedText {
  private OpenedText() {}

  /**
   * The text in an envelope.
   *
   * @param entity key of the entity that the envelope is part of
   * @throws SecretUnopenedException if it cannot be opened, or holds no text
   */
  public static String open(Secrets secrets, Envelope envelope, String entity) {
    byte[] bytes;
    try {
      bytes = secrets.open(envelope, entity);
    } catch (RuntimeException e) {
      throw new SecretUnopenedException(entity, e);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) { // its message, too, would tell of the content
      throw new SecretUnopenedException(
          entity, new IllegalArgumentException("it holds no UTF-8 text; set it again"));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
