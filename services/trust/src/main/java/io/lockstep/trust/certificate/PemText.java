package io.lockstep.trust.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Writes PEM; the same content gives the same bytes. Used by one thread. */
final class PemText {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PemText key(PrivateKey key) {
    byte[] encoded = key.getEncoded();
    add("PRIVATE KEY", encoded);
    Arrays.fill(encoded, (byte) 0);
    return this;
  }

  PemText certificates(List<X509Certificate> certificates) {
    for (X509Certificate certificate : certificates) {
      try {
        add("CERTIFICATE", certificate.getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a certificate always has an encoding", e);
      }
    }
    return this;
  }

  PemText add(String type, byte[] encoded) {
    // Its own writer for each, so that nothing waits in a buffer.
    try (PemWriter writer =
        new PemWriter(new OutputStreamWriter(bytes, StandardCharsets.US_ASCII))) {
      writer.writeObject(new PemObject(type, encoded));
    } catch (IOException e) {
      throw new IllegalStateException("the stream is in memory", e);
    }
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
