package io.lockstep.materialize;

import io.lockstep.materialize.profile.Secrets;
import io.lockstep.schema.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Secrets whose envelopes are Base64. Knows the versions up to one. */
public record TestSecrets(int newest) implements Secrets {
  public TestSecrets() {
    this(1);
  }

  public static Envelope seal(String text, int version) {
    byte[] bytes = Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8));
    return new Envelope(version, ByteBuffer.allocate(0), ByteBuffer.wrap(bytes));
  }

  @Override
  public byte[] open(Envelope envelope, String entity) {
    if (envelope.getSecretVersion() > newest) {
      throw new IllegalStateException(
          "version " + envelope.getSecretVersion() + " of the cluster secret is not known");
    }
    return Base64.getDecoder().decode(envelope.getCiphertext().array());
  }
}
