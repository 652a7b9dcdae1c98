package io.lockstep.trust.certificate;

import static io.lockstep.trust.certificate.OpensslFiles.refused;
import static io.lockstep.trust.certificate.OpensslFiles.subjects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads PKCS#12 files of the machine's openssl and keytool. */
class Pkcs12ImportTest {
  @TempDir private static Path folder;
  private static OpensslFiles files;

  private final CertificateReader reader = new CertificateReader(Clock.systemUTC());

  @BeforeAll
  static void files() {
    files = new OpensslFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // OpenSSL 3: PBES2, AES-256, SHA-256
        "-legacy", // OpenSSL 1.x and Windows: 3DES, RC2-40, SHA-1
        "-legacy -keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC4-128",
        "-legacy -descert",
        "-keypbe AES-128-CBC -certpbe AES-192-CBC -macalg sha1",
        "-keypbe NONE -certpbe NONE",
        "-nomac",
        "-macalg md5",
        "-macalg sha224",
        "-macalg sha384",
        "-macalg sha512",
        "-macalg sha3-256",
        "-iter 1 -maciter",
        "-iter 600000",
        "-nomaciter",
        "-CSP Microsoft",
        "-keyex"
      })
  void readsPkcs12OfOpenssl(String options) {
    byte[] file = files.export("leaf", "pass:s3cret-ü", options);

    CertificateEntry entry = reader.read(file, "s3cret-ü".toCharArray(), Optional.empty());

    assertThat(subjects(entry)).containsExactly("CN=leaf", "CN=ca", "CN=root");
    assertThat(entry.name()).contains("the leaf");
    assertThat(Keys.isPair(entry.key(), entry.certificate().getPublicKey())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-legacy", "-nomac", "-legacy -nomac", "-keypbe NONE"})
  void readsPkcs12WithAnEmptyPassword(String options) {
    byte[] file = files.export("leaf", "pass:", options);

    assertThat(reader.list(file, new char[0])).hasSize(1);
    assertThat(reader.list(file, null)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-legacy", "-nomac", "-legacy -nomac", "-macalg sha512"})
  void tellsAWrongPassword(String options) {
    byte[] file = files.export("leaf", "pass:s3cret", options);

    refused(reader, file, "other", "wrong-password");
    refused(reader, file, "", "wrong-password");
    assertThatThrownBy(() -> reader.list(file, null))
        .hasMessageContaining("none was given")
        .extracting("code")
        .isEqualTo("wrong-password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA -keysize 2048", "RSA -keysize 3072", "EC -groupname secp384r1"})
  void readsPkcs12OfKeytool(String algorithm) {
    String name = algorithm.replace(' ', '-') + ".p12";
    files.keytool(name, "one", algorithm);

    CertificateEntry entry =
        reader.read(files.tools().bytes(name), "changeit".toCharArray(), Optional.empty());

    assertThat(entry.name()).contains("one");
    assertThat(subjects(entry)).containsExactly("CN=one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-J-Dkeystore.pkcs12.legacy",
        "-J-Dkeystore.pkcs12.macAlgorithm=NONE",
        "-J-Dkeystore.pkcs12.macAlgorithm=HmacPBESHA512",
        "-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE"
      })
  void readsPkcs12OfKeytoolWithOtherSettings(String setting) {
    String name = "k" + setting + ".p12";
    files.keytool(name, "one", "RSA -keysize 2048 " + setting);

    assertThat(reader.list(files.tools().bytes(name), "changeit".toCharArray())).hasSize(1);
  }

  @Test
  void asksWhichOfSeveralEntries() {
    files.keytool("several.p12", "one", "RSA -keysize 2048");
    files.keytool("several.p12", "two", "EC -groupname secp256r1");
    byte[] file = files.tools().bytes("several.p12");
    char[] password = "changeit".toCharArray();

    assertThatThrownBy(() -> reader.read(file, password, Optional.empty()))
        .hasMessageContaining("one")
        .hasMessageContaining("two")
        .extracting("code")
        .isEqualTo("ambiguous-entry");
    assertThatThrownBy(() -> reader.read(file, password, Optional.of("three")))
        .extracting("code")
        .isEqualTo("unknown-entry");
    assertThat(subjects(reader.read(file, password, Optional.of("two")))).containsExactly("CN=two");
  }
}
