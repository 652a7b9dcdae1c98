package io.lockstep.trust.certificate;

import io.lockstep.trust.Providers;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * Reads PEM files: certificates, and keys in PKCS#1, SEC 1 and PKCS#8, encrypted or not, in any
 * order, with any text around them. Used by one thread, for one file.
 */
final class PemFileParser {
  /** What the parser sees at the beginning of a line alone. */
  private static final Pattern BOUNDARY = Pattern.compile("-----(BEGIN|END) [A-Z0-9 ]{1,40}-----");

  private final char[] password;
  private final PbeDecryptor decryptor;
  private final Parts parts = new Parts();

  PemFileParser(char[] password) {
    this.password = password;
    this.decryptor = new PbeDecryptor(password, new PbeBudget());
  }

  Parts parse(byte[] bytes) throws IOException, OperatorCreationException {
    // A byte order mark, an indentation, or a file put behind another without a line end would hide
    // an entry, and one that is missing is not noticed.
    String text =
        BOUNDARY.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).replaceAll("\n$0");
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        add(object);
      }
    }
    return parts;
  }

  private void add(Object object) throws IOException, OperatorCreationException {
    if (object instanceof X509CertificateHolder certificate) {
      parts.addCertificate(certificate.getEncoded(), Optional.empty());
    } else if (object instanceof X509TrustedCertificateBlock trusted) {
      parts.addCertificate(trusted.getCertificateHolder().getEncoded(), Optional.empty());
    } else if (object instanceof PrivateKeyInfo key) {
      parts.addKey(key, Optional.empty());
    } else if (object instanceof PEMKeyPair pair) {
      parts.addKey(pair.getPrivateKeyInfo(), Optional.empty());
    } else if (object instanceof PEMEncryptedKeyPair pair) {
      parts.addKey(decrypt(pair), Optional.empty());
    } else if (object instanceof PKCS8EncryptedPrivateKeyInfo sealed) {
      EncryptedPrivateKeyInfo info = sealed.toASN1Structure();
      PrivateKeyInfo key =
          decryptor.decrypt(
              info.getEncryptionAlgorithm(), info.getEncryptedData(), PrivateKeyInfo::getInstance);
      parts.addKey(key, Optional.empty());
    }
    // Curve parameters stand before old EC keys; requests and lists are not for us.
  }

  private PrivateKeyInfo decrypt(PEMEncryptedKeyPair pair) {
    if (password == null || password.length == 0) {
      throw Passwords.wrong(password);
    }
    try {
      return pair.decryptKeyPair(
              new JcePEMDecryptorProviderBuilder()
                  .setProvider(Providers.BOUNCY_CASTLE)
                  .build(password))
          .getPrivateKeyInfo();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw Passwords.wrong(password); // bad padding, or garbage
    }
  }
}
