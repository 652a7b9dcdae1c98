package io.lockstep.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Tools;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The machine's openssl and keytool read what we write. */
class ExportInteropTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final CertificateReader reader = new CertificateReader(Made.CLOCK);
  private final InternalCa ca = Made.ca("ca-n1");
  private final InternalCa other = Made.ca("ca-n2");

  @TempDir private Path folder;
  private Tools tools;

  @BeforeEach
  void tools() {
    tools = new Tools(folder);
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void opensslAndKeytoolReadAnExportedEntry(KeyType type) {
    CertificateEntry entry = ca.issue(Made.spec(type));
    byte[] file = CertificateWriter.pkcs12("admind", entry, PASSWORD);
    tools.write("e.p12", file);

    String listed = tools.keytool("-list", "-v", "-keystore", "e.p12", "-storepass", "changeit");
    String read =
        tools.openssl(
            "pkcs12",
            "-in",
            "e.p12",
            "-passin",
            "pass:changeit",
            "-nodes",
            "-info",
            "-out",
            "e.pem");

    assertThat(listed)
        .contains("Your keystore contains 1 entry")
        .contains("Alias name: admind")
        .contains("PrivateKeyEntry")
        .contains("Certificate chain length: 2");
    assertThat(read).contains("MAC: sha256, Iteration 10000").contains("AES-256-CBC");
    same(reader.read(tools.bytes("e.pem"), null, Optional.empty()), entry);
    same(reader.read(file, PASSWORD, Optional.of("admind")), entry);
    same(reader.read(CertificateWriter.pem(entry), null, Optional.empty()), entry);
  }

  @Test
  void keytoolListsEveryEntryOfAKeyStore() {
    tools.write("k.p12", store().keyStore(PASSWORD));
    tools.write("t.p12", store().trustStore(PASSWORD));

    String keys = tools.keytool("-list", "-keystore", "k.p12", "-storepass", "changeit");
    String anchors = tools.keytool("-list", "-keystore", "t.p12", "-storepass", "changeit");

    assertThat(keys)
        .contains("Your keystore contains 3 entries")
        .containsSubsequence("admind", "PrivateKeyEntry")
        .contains("web-1", "web-2");
    assertThat(anchors)
        .contains("Your keystore contains 2 entries")
        .contains("ca-n1", "ca-n2", "trustedCertEntry");
  }

  @Test
  void opensslListsEveryEntryOfAKeyStore() {
    tools.write("k.p12", store().keyStore(PASSWORD));
    tools.write("t.p12", store().trustStore(PASSWORD));

    String keys = pkcs12("k.p12");
    String anchors = pkcs12("t.p12");

    assertThat(keys.split("BEGIN PRIVATE KEY", -1)).hasSize(4);
    assertThat(keys.split("BEGIN CERTIFICATE", -1)).hasSize(7);
    assertThat(anchors.split("BEGIN CERTIFICATE", -1)).hasSize(3);
    assertThat(anchors).contains("friendlyName: ca-n1", "friendlyName: ca-n2");
  }

  @Test
  void theJdkServesEveryEntry() throws Exception {
    CertificateEntry entry = ca.issue(Made.spec(KeyType.RSA_2048));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    byte[] file = new KeyStoreBuilder().add("admind", entry).keyStore(PASSWORD);

    keys.load(new ByteArrayInputStream(file), PASSWORD);

    assertThat(keys.getKey("admind", PASSWORD)).isEqualTo(entry.key());
    assertThat(List.of(keys.getCertificateChain("admind"))).isEqualTo(entry.chain());
  }

  @Test
  void readsItsOwnStores() {
    assertThat(reader.list(store().keyStore(PASSWORD), PASSWORD))
        .extracting(entry -> entry.name().orElseThrow())
        .containsExactly("admind", "web-1", "web-2");
    assertThat(reader.certificates(store().trustStore(PASSWORD), PASSWORD)).hasSize(2);
    assertThat(reader.list(store().keyStorePem(), null)).hasSize(3);
    assertThat(reader.certificates(store().trustStorePem(), null)).hasSize(2);
  }

  @Test
  void writesTheSameBytesForTheSameEntriesInAnyOrder() {
    CertificateEntry one = ca.issue(Made.spec(KeyType.EC_P256));
    CertificateEntry two = other.issue(Made.spec(KeyType.ED25519));
    KeyStoreBuilder first = new KeyStoreBuilder().add("a", one).add("b", two);
    KeyStoreBuilder second = new KeyStoreBuilder().add("b", two).add("a", one);
    first.trust("x", ca.certificate()).trust("y", other.certificate());
    second.trust("y", other.certificate()).trust("x", ca.certificate());

    assertThat(first.keyStore(PASSWORD)).isEqualTo(second.keyStore(PASSWORD));
    assertThat(first.trustStore(PASSWORD)).isEqualTo(second.trustStore(PASSWORD));
    assertThat(first.keyStorePem()).isEqualTo(second.keyStorePem());
    assertThat(first.trustStorePem()).isEqualTo(second.trustStorePem());
  }

  @Test
  void writesOtherBytesForOtherContent() {
    CertificateEntry one = ca.issue(Made.spec(KeyType.EC_P256));
    byte[] file = new KeyStoreBuilder().add("a", one).keyStore(PASSWORD);

    assertThat(new KeyStoreBuilder().add("b", one).keyStore(PASSWORD)).isNotEqualTo(file);
    assertThat(new KeyStoreBuilder().add("a", one).keyStore("changeit2".toCharArray()))
        .isNotEqualTo(file);
  }

  @Test
  void writesEmptyStoresThatKeytoolReads() {
    tools.write("k.p12", new KeyStoreBuilder().keyStore(PASSWORD));

    assertThat(tools.keytool("-list", "-keystore", "k.p12", "-storepass", "changeit"))
        .contains("Your keystore contains 0 entries");
  }

  @Test
  void refusesPasswordsThatKeytoolWouldNotTake() {
    CertificateEntry one = ca.issue(Made.spec(KeyType.EC_P256));
    KeyStoreBuilder builder = new KeyStoreBuilder().add("a", one);

    for (String password : List.of("", "short", "changeit-ü", "change\tit")) {
      assertThatThrownBy(() -> builder.keyStore(password.toCharArray()))
          .extracting("code")
          .isEqualTo("unfit-password");
    }
  }

  private KeyStoreBuilder store() {
    return new KeyStoreBuilder()
        .add("web-2", other.issue(CertificateSpec.host("web2.example")))
        .add("admind", ca.issue(CertificateSpec.host("n1.example")))
        .add("web-1", ca.issue(Made.spec(KeyType.RSA_2048)))
        .trust("ca-n2", other.certificate())
        .trust("ca-n1", ca.certificate());
  }

  private String pkcs12(String file) {
    return tools.openssl("pkcs12", "-in", file, "-passin", "pass:changeit", "-nodes");
  }

  private static void same(CertificateEntry actual, CertificateEntry expected) {
    assertThat(actual.chain()).isEqualTo(expected.chain());
    assertThat(actual.key().getEncoded()).isEqualTo(expected.key().getEncoded());
  }
}
