package io.lockstep.materialize.profile;

import io.lockstep.materialize.file.Sha256;
import io.lockstep.schema.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * For who may see which files change, and no secret: opens nothing. What it answers tells two
 * envelopes apart, so that a file is seen to change where its secret does, and is made alike by
 * {@link #shown} before it is shown. Any thread.
 */
public final class HiddenSecrets implements Secrets {
  /** What is shown for a secret. */
  public static final String TEXT = "(secret)";

  private static final int TOLD_APART = 16;
  private static final Pattern MARK = Pattern.compile("\\(secret-[0-9a-f]{" + TOLD_APART + "}\\)");

  @Override
  public byte[] open(Envelope envelope, String entity) {
    ByteBuffer ciphertext = envelope.getCiphertext().duplicate();
    byte[] bytes = new byte[ciphertext.remaining()];
    ciphertext.get(bytes);
    String mark = "(secret-" + Sha256.of(bytes).substring(0, TOLD_APART) + ")";
    return mark.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public boolean hidden() {
    return true;
  }

  /** A text as it may be shown. */
  public static String shown(String text) {
    return MARK.matcher(text).replaceAll(TEXT);
  }
}
