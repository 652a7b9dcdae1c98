package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.OperatorCreationException;

/** Decrypts what a password encrypted. Used by one thread, for one file. */
final class PbeDecryptor {
  /** Makes something of the plain bytes, which are wiped afterwards. */
  interface Parser<T> {
    T parse(byte[] plain) throws IOException;
  }

  private final char[] password;
  private final PbeBudget budget;

  PbeDecryptor(char[] password, PbeBudget budget) {
    this.password = password;
    this.budget = budget;
  }

  /**
   * Decrypts and parses.
   *
   * @throws OperatorCreationException if the algorithm is not known
   * @throws CertificateRefusedException if the password is wrong
   */
  <T> T decrypt(AlgorithmIdentifier algorithm, byte[] ciphertext, Parser<T> parser)
      throws OperatorCreationException {
    for (Passwords.Reading reading : readings(algorithm)) {
      budget.take(algorithm);
      InputStream in =
          reading.decryptor().get(algorithm).getInputStream(new ByteArrayInputStream(ciphertext));
      byte[] plain = new byte[0];
      try {
        plain = in.readNBytes(Algorithms.IMPORT_BYTES);
        return parser.parse(plain);
      } catch (IOException | IllegalArgumentException | IllegalStateException e) {
        // A wrong password shows as bad padding, or as garbage. There may be another reading.
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    }
    throw Passwords.wrong(password);
  }

  private List<Passwords.Reading> readings(AlgorithmIdentifier algorithm) {
    return PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm())
        ? List.of(Passwords.utf8(password))
        : Passwords.readings(password);
  }
}
