package io.lockstep.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request for a key that is kept, and what comes back for it. */
class AuthorityReplyTest {
  private final CertificateReader reader = new CertificateReader(Made.CLOCK);
  private final InternalCa ca = Made.ca("ca");
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void fitsTheKeyOfTheRequest(KeyType type) {
    CertificateEntry kept = Made.GENERATOR.selfSigned(Made.spec(type));
    CertificateRequest request = Made.GENERATOR.request(kept, List.of("n1.example"));
    Tools tools = new Tools(folder);
    tools.write("r.pem", CertificateWriter.pem(request));

    List<X509Certificate> signed = ca.sign(request.encoded(), Duration.ofDays(30));
    List<X509Certificate> chain =
        reader.reply(
            CertificateWriter.pem(List.of(signed.get(1), signed.get(0))),
            null,
            kept.certificate().getPublicKey());

    assertThat(chain).isEqualTo(signed);
    assertThat(Keys.isPair(kept.key(), chain.get(0).getPublicKey())).isTrue();
    assertThat(tools.openssl("req", "-in", "r.pem", "-noout", "-text", "-verify"))
        .contains("verify OK", "DNS:n1.example");
  }

  @Test
  void forAnotherKeyIsMissingItsKey() {
    CertificateEntry kept = Made.GENERATOR.selfSigned(Made.spec(KeyType.EC_P256));
    byte[] other = CertificateWriter.pem(ca.issue(Made.spec(KeyType.EC_P256)).chain());

    assertThatThrownBy(() -> reader.reply(other, null, kept.certificate().getPublicKey()))
        .hasMessageContaining("export it with its key")
        .extracting("code")
        .isEqualTo("missing-key");
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void isReadByOpensslFromPemWithAnEncryptedKey(KeyType type) {
    CertificateEntry entry = ca.issue(Made.spec(type));
    byte[] pem = CertificateWriter.pem(entry, "changeit".toCharArray());
    Tools tools = new Tools(folder);
    tools.write("e.pem", pem);

    String key = tools.openssl("pkey", "-in", "e.pem", "-passin", "pass:changeit", "-noout");

    assertThat(key).isEmpty();
    assertThat(new String(pem, StandardCharsets.US_ASCII))
        .contains("ENCRYPTED PRIVATE KEY")
        .doesNotContain("BEGIN PRIVATE");
    assertThat(reader.read(pem, "changeit".toCharArray(), Optional.empty()).key())
        .isEqualTo(entry.key());
    assertThatThrownBy(() -> reader.read(pem, "wrong-one".toCharArray(), Optional.empty()))
        .extracting("code")
        .isEqualTo("wrong-password");
  }
}
