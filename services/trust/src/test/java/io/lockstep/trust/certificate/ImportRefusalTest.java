package io.lockstep.trust.certificate;

import static io.lockstep.trust.certificate.OpensslFiles.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the machine's openssl that are whole, and no good. */
class ImportRefusalTest {
  @TempDir private static Path folder;
  private static OpensslFiles files;

  private final CertificateReader reader = new CertificateReader(Clock.systemUTC());

  @BeforeAll
  static void files() {
    files = new OpensslFiles(folder);
  }

  @Test
  void tellsAGapInAChain() {
    refused(
        reader, files.join("gap.pem", "leaf.key", "leaf.pem", "root.pem"), null, "broken-chain");
  }

  @Test
  void tellsAnIssuerThatDidNotIssue() {
    files
        .tools()
        .openssl(
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "x.key",
            "-out",
            "x.pem",
            "-subj",
            "/CN=ca",
            "-days",
            "30");

    refused(
        reader, files.join("forged.pem", "leaf.key", "leaf.pem", "x.pem"), null, "broken-chain");
  }

  @Test
  void tellsAnIssuerThatIsNoAuthority() {
    files.issue("below", "leaf", "subjectAltName=DNS:below.example");

    refused(
        reader,
        files.join("below-all.pem", "below.key", "below.pem", "leaf.pem", "ca.pem", "root.pem"),
        null,
        "broken-chain");
  }

  @Test
  void tellsAKeyThatDoesNotFit() {
    refused(reader, files.join("mismatch.pem", "ca.key", "leaf.pem"), null, "key-mismatch");
    refused(
        reader,
        files.join("mismatch2.pem", "ca.key", "leaf.key", "leaf.pem"),
        null,
        "key-mismatch");
  }

  @Test
  void tellsWhichOfSeveralKeysDoesNotFit() {
    byte[] file = files.join("mismatch3.pem", "leaf.key", "ca.key", "leaf.pem");

    assertThatThrownBy(() -> reader.list(file, null))
        .hasMessageContaining("the private key, number 2 of 2, fits none of the 1 certificates");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "JCEKS"})
  void tellsHowToConvertAKeyStoreOfJava(String type) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    store.store(file, "changeit".toCharArray());

    assertThatThrownBy(() -> reader.list(file.toByteArray(), null))
        .isInstanceOf(CertificateRefusedException.class)
        .hasMessageContainingAll(
            "is a " + type + " key store",
            "keytool -importkeystore -srckeystore FILE -srcstoretype " + type,
            "-destkeystore FILE.p12 -deststoretype PKCS12")
        .extracting("code")
        .isEqualTo("unreadable");
  }

  @Test
  void tellsWhatIsMissing() {
    refused(reader, files.tools().bytes("leaf.pem"), null, "missing-key");
    refused(reader, files.tools().bytes("leaf.key"), null, "no-certificate");
    files
        .tools()
        .openssl(
            "pkcs12",
            "-export",
            "-nokeys",
            "-in",
            "chain.pem",
            "-out",
            "nokey.p12",
            "-passout",
            "pass:s3cret");
    refused(reader, files.tools().bytes("nokey.p12"), "s3cret", "missing-key");
    assertThat(reader.certificates(files.tools().bytes("nokey.p12"), "s3cret".toCharArray()))
        .hasSize(2);
  }

  @Test
  void tellsWeakKeys() {
    for (String key : List.of("rsa:1024", "rsa:1536")) {
      files
          .tools()
          .openssl(
              "req", "-x509", "-newkey", key, "-nodes", "-keyout", "w.key", "-out", "w.pem",
              "-subj", "/CN=w", "-days", "9");
      unfit(files.join("w-all.pem", "w.key", "w.pem"), "weak-key");
    }
    for (String curve : List.of("secp224r1", "secp256k1", "brainpoolP256r1")) {
      files.tools().openssl("ecparam", "-name", curve, "-genkey", "-out", "w.key");
      files
          .tools()
          .openssl(
              "req", "-x509", "-key", "w.key", "-subj", "/CN=w", "-days", "9", "-out", "w.pem");
      unfit(files.join("w-all.pem", "w.key", "w.pem"), "weak-key");
    }
    files.tools().openssl("genpkey", "-algorithm", "ed448", "-out", "w.key");
    files
        .tools()
        .openssl("req", "-x509", "-key", "w.key", "-subj", "/CN=w", "-days", "9", "-out", "w.pem");
    unfit(files.join("w-all.pem", "w.key", "w.pem"), "weak-key");
  }

  @Test
  void tellsASignatureThatCanBeForged() {
    files
        .tools()
        .openssl(
            "x509",
            "-req",
            "-sha1",
            "-in",
            "leaf.csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "20",
            "-out",
            "sha1.pem");

    unfit(files.join("sha1-all.pem", "leaf.key", "sha1.pem"), "weak-signature");
  }

  private void unfit(byte[] file, String code) {
    assertThatThrownBy(() -> reader.read(file, null, Optional.empty()))
        .extracting("code")
        .isEqualTo(code);
  }
}
