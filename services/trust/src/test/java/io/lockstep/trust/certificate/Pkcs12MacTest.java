package io.lockstep.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Providers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.jcajce.JcePBMac1CalculatorBuilder;
import org.junit.jupiter.api.Test;

/** PBMAC1, which only newer releases of OpenSSL write. */
class Pkcs12MacTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final CertificateReader reader = new CertificateReader(Made.CLOCK);
  private final CertificateEntry entry = Made.ca("ca").issue(Made.spec(KeyType.EC_P256));

  @Test
  void readsPbmac1() throws Exception {
    byte[] file = pbmac1(10_000);

    assertThat(reader.read(file, PASSWORD, Optional.empty()).chain()).isEqualTo(entry.chain());
    assertThatThrownBy(() -> reader.list(file, "changeit2".toCharArray()))
        .extracting("code")
        .isEqualTo("wrong-password");
  }

  @Test
  void boundsTheHashingOfPbmac1() throws Exception {
    byte[] file = pbmac1(1);
    Pfx pfx = new PKCS12PfxPdu(file).toASN1Structure();
    byte[] bomb = withIterations(pfx, 1_000_000_000);

    assertThatThrownBy(() -> reader.list(bomb, PASSWORD))
        .extracting("code")
        .isEqualTo("iteration-bomb");
  }

  private byte[] pbmac1(int iterations) throws IOException, OperatorCreationException {
    Pfx pfx =
        new PKCS12PfxPdu(CertificateWriter.pkcs12("admind", entry, PASSWORD)).toASN1Structure();
    MacCalculator calculator =
        new JcePBMac1CalculatorBuilder("HmacSHA256", 256)
            .setProvider(Providers.BOUNCY_CASTLE)
            .setIterationCount(iterations)
            .build(PASSWORD);
    try (OutputStream out = calculator.getOutputStream()) {
      out.write(ASN1OctetString.getInstance(pfx.getAuthSafe().getContent()).getOctets());
    }
    return with(pfx, new DigestInfo(calculator.getAlgorithmIdentifier(), calculator.getMac()));
  }

  private static byte[] withIterations(Pfx pfx, int iterations) throws IOException {
    // Made by hand: whoever asks for it need not do the hashing.
    var function =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(new byte[16], iterations, 32));
    var hmac = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256);
    var algorithm =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBMAC1, new PBMAC1Params(function, hmac));
    return with(pfx, new DigestInfo(algorithm, new byte[32]));
  }

  private static byte[] with(Pfx pfx, DigestInfo mac) throws IOException {
    return new Pfx(pfx.getAuthSafe(), new MacData(mac, new byte[8], 1)).getEncoded();
  }
}
