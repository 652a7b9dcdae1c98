package io.lockstep.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.Samples;
import io.lockstep.trust.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody made to do harm, or that are merely broken. */
@Timeout(120)
class HostileFileTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final CertificateReader reader = new CertificateReader(Made.CLOCK);
  private final CertificateEntry entry = Made.ca("ca").issue(Made.spec(KeyType.EC_P256));
  private final byte[] file = CertificateWriter.pkcs12("admind", entry, PASSWORD);

  @TempDir private Path folder;

  @Test
  void refusesEveryShorterFile() {
    for (int length = 0; length < file.length; length += 31) {
      byte[] shorter = Arrays.copyOf(file, length);

      assertThatThrownBy(() -> reader.read(shorter, PASSWORD, Optional.empty()))
          .isInstanceOf(CertificateRefusedException.class)
          .hasNoCause();
    }
  }

  @Test
  void findsEveryAlteredByteOfThePrivateContent() {
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      byte[] altered = file.clone();
      altered[40 + random.nextInt(altered.length - 160)] ^= (byte) (1 + random.nextInt(255));

      assertThatThrownBy(() -> reader.read(altered, PASSWORD, Optional.empty()))
          .isInstanceOf(CertificateRefusedException.class)
          .hasNoCause();
    }
  }

  @Test
  void refusesGarbage() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      byte[] garbage = Samples.bytes(random, 300);
      if (garbage.length > 0 && i % 2 == 0) {
        garbage[0] = 0x30;
      }

      refused(garbage, "unreadable");
    }
    refused(
        "-----BEGIN CERTIFICATE-----\nAAAA\n".getBytes(StandardCharsets.US_ASCII), "unreadable");
    refused(pem("CERTIFICATE", new byte[] {1, 2, 3}), "unreadable");
    refused(pem("PRIVATE KEY", new byte[] {1, 2, 3}), "unreadable");
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    byte[] nested = new byte[400_000];
    for (int i = 0; i + 1 < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }

    refused(nested, "unreadable");
    refused(pem("PRIVATE KEY", nested), "unreadable");
  }

  @Test
  void refusesTooLongAFile() {
    refused(new byte[Algorithms.IMPORT_BYTES + 1], "too-large");
  }

  @Test
  void refusesTooManyKeysAndCertificates() {
    byte[] pem = CertificateWriter.pem(entry);
    refused(repeat(pem, Algorithms.IMPORT_KEYS + 1), "too-large");
  }

  @Test
  void refusesAFileThatAsksForEndlessHashing() {
    Tools tools = new Tools(folder);
    tools.write("e.pem", CertificateWriter.pem(entry));
    for (String mac : List.of("-macalg", "-nomac")) {
      String[] arguments = {
        "pkcs12",
        "-export",
        "-in",
        "e.pem",
        "-out",
        "bomb.p12",
        "-passout",
        "pass:changeit",
        "-iter",
        "5000001",
        mac,
        "sha256"
      };
      tools.openssl(mac.equals("-nomac") ? Arrays.copyOf(arguments, 11) : arguments);

      refused(tools.bytes("bomb.p12"), "iteration-bomb");
    }
    tools.openssl(
        "pkcs8",
        "-topk8",
        "-in",
        "e.pem",
        "-out",
        "bomb.pem",
        "-iter",
        "5000001",
        "-passout",
        "pass:changeit");
    refused(tools.bytes("bomb.pem"), "iteration-bomb");
  }

  @Test
  void countsTheHashingOfTheWholeFile() {
    Tools tools = new Tools(folder);
    tools.write("e.pem", CertificateWriter.pem(entry));
    tools.openssl(
        "pkcs8",
        "-topk8",
        "-in",
        "e.pem",
        "-out",
        "k.pem",
        "-iter",
        "2600000",
        "-passout",
        "pass:changeit");

    refused(repeat(tools.bytes("k.pem"), 2), "iteration-bomb");
  }

  @Test
  void refusesAFileThatAsksForAllMemory() throws IOException {
    ScryptParams scrypt = new ScryptParams(new byte[16], 1 << 17, 8, 1);
    PBES2Parameters parameters =
        new PBES2Parameters(
            new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, scrypt),
            new EncryptionScheme(
                NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
    EncryptedPrivateKeyInfo key =
        new EncryptedPrivateKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), new byte[32]);

    refused(pem("ENCRYPTED PRIVATE KEY", key.getEncoded()), "iteration-bomb");
  }

  @Test
  void tellsWhatHasEndedAndWhatHasNotBegun() {
    CertificateEntry old =
        Made.generator(Samples.NOW.minus(Duration.ofDays(400)))
            .selfSigned(CertificateSpec.host("a.example"));
    CertificateEntry young =
        Made.generator(Samples.NOW.plus(Duration.ofDays(1)))
            .selfSigned(CertificateSpec.host("a.example"));

    unfit(CertificateWriter.pem(old), "expired");
    unfit(CertificateWriter.pem(young), "not-yet-valid");
  }

  @Test
  void saysNothingOfPasswordsAndKeysInText() {
    String key = Base64.getEncoder().encodeToString(entry.key().getEncoded()).substring(40, 60);

    assertThatThrownBy(() -> reader.read(file, "hunter2hunter2".toCharArray(), Optional.empty()))
        .hasMessageNotContaining("hunter2");
    assertThat(entry.toString()).doesNotContain(key);
  }

  private void refused(byte[] bytes, String code) {
    assertThatThrownBy(() -> reader.list(bytes, PASSWORD))
        .isInstanceOf(CertificateRefusedException.class)
        .hasNoCause()
        .extracting("code")
        .isEqualTo(code);
  }

  private void unfit(byte[] bytes, String code) {
    assertThatThrownBy(() -> reader.read(bytes, null, Optional.empty()))
        .extracting("code")
        .isEqualTo(code);
  }

  private static byte[] pem(String type, byte[] bytes) {
    return new PemText().add(type, bytes).bytes();
  }

  private static byte[] repeat(byte[] bytes, int times) {
    return new String(bytes, StandardCharsets.US_ASCII)
        .repeat(times)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
