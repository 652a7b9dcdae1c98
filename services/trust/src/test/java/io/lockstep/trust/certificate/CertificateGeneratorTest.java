package io.lockstep.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Samples;
import io.lockstep.trust.Tools;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateGeneratorTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void makesSelfSignedCertificatesThatOpensslVerifies(KeyType type) {
    CertificateEntry entry = Made.GENERATOR.selfSigned(Made.spec(type));
    Tools tools = new Tools(folder);
    tools.write("c.pem", CertificateWriter.pem(entry.chain()));

    String text = tools.openssl("x509", "-in", "c.pem", "-noout", "-text", "-nameopt", "RFC2253");

    assertThat(text)
        .contains("Subject: O=Example,CN=n1.example")
        .contains("DNS:n1.example, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1")
        .contains("CA:FALSE");
    String seconds = Long.toString(Samples.NOW.getEpochSecond());
    assertThat(
            tools.openssl(
                "verify",
                "-attime",
                seconds,
                "-CAfile",
                "c.pem",
                "-partial_chain",
                "-verify_hostname",
                "n1.example",
                "c.pem"))
        .contains("c.pem: OK");
    assertThatCode(() -> new CertificateChecks(Made.CLOCK).require(entry.chain()))
        .doesNotThrowAnyException();
    assertThat(Keys.isPair(entry.key(), entry.certificate().getPublicKey())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void issuesCertificatesThatOpensslVerifies(KeyType type) {
    InternalCa ca = InternalCa.create("CN=ca n1", type, Made.GENERATOR);
    CertificateEntry entry = ca.issue(CertificateSpec.host("n2.example", "192.0.2.2"));
    Tools tools = new Tools(folder);
    tools.write("ca.pem", CertificateWriter.pem(List.of(ca.certificate())));
    tools.write("leaf.pem", CertificateWriter.pem(List.of(entry.certificate())));

    String said =
        tools.openssl(
            "verify",
            "-x509_strict",
            "-attime",
            "" + Samples.NOW.getEpochSecond(),
            "-purpose",
            "sslserver",
            "-verify_ip",
            "192.0.2.2",
            "-CAfile",
            "ca.pem",
            "leaf.pem");

    assertThat(said).contains("leaf.pem: OK");
    assertThat(entry.chain()).hasSize(2).endsWith(ca.certificate());
    assertThat(Chains.build(entry.certificate(), entry.chain())).isEqualTo(entry.chain());
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void makesRequestsThatOpensslVerifies(KeyType type) {
    CertificateRequest request = Made.GENERATOR.request(Made.spec(type));
    Tools tools = new Tools(folder);
    tools.write("r.pem", CertificateWriter.pem(request));

    String said = tools.openssl("req", "-in", "r.pem", "-noout", "-verify", "-text");

    assertThat(said).contains("verify OK").contains("DNS:n1.example");
    List<X509Certificate> chain = Made.ca("ca").sign(request.encoded(), Duration.ofDays(30));
    assertThat(Keys.isPair(request.key(), chain.get(0).getPublicKey())).isTrue();
  }

  @Test
  void signsTheRequestOfOpensslAndGrantsOnlyNames() throws Exception {
    Tools tools = new Tools(folder);
    tools.openssl(
        "req",
        "-new",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "k.pem",
        "-subj",
        "/CN=web",
        "-addext",
        "basicConstraints=critical,CA:TRUE",
        "-addext",
        "subjectAltName=DNS:web.example",
        "-outform",
        "DER",
        "-out",
        "r.der");

    X509Certificate signed = Made.ca("ca").sign(tools.bytes("r.der"), Duration.ofDays(30)).get(0);

    assertThat(signed.getBasicConstraints()).isEqualTo(-1);
    assertThat(signed.getSubjectAlternativeNames()).containsExactly(List.of(2, "web.example"));
  }

  @Test
  void refusesARequestThatWasAltered() {
    byte[] request = Made.GENERATOR.request(Made.spec(KeyType.EC_P256)).encoded();
    InternalCa ca = Made.ca("ca");
    for (int i = 0; i < request.length; i += 3) {
      byte[] altered = request.clone();
      altered[i] ^= 1;

      assertThatThrownBy(() -> ca.sign(altered, Duration.ofDays(1)))
          .isInstanceOf(CertificateRefusedException.class);
    }
  }

  @Test
  void refusesARequestWithAWeakKey() {
    Tools tools = new Tools(folder);
    tools.openssl(
        "req",
        "-new",
        "-newkey",
        "rsa:1024",
        "-nodes",
        "-keyout",
        "k.pem",
        "-subj",
        "/CN=web",
        "-outform",
        "DER",
        "-out",
        "r.der");

    assertThatThrownBy(() -> Made.ca("ca").sign(tools.bytes("r.der"), Duration.ofDays(1)))
        .extracting("code")
        .isEqualTo("weak-key");
  }

  @Test
  void issuesNothingThatOutlivesTheAuthority() {
    InternalCa ca = Made.ca("ca");

    CertificateEntry entry =
        ca.issue(new CertificateSpec("CN=a", List.of("a"), KeyType.EC_P256, Duration.ofDays(3650)));

    assertThat(entry.certificate().getNotAfter()).isEqualTo(ca.certificate().getNotAfter());
  }

  @Test
  void givesEachCertificateASerialNumberOfItsOwn() {
    InternalCa ca = Made.ca("ca");
    Set<Object> numbers = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      numbers.add(ca.issue(CertificateSpec.host("a.example")).certificate().getSerialNumber());
    }

    assertThat(numbers).hasSize(50);
  }

  @Test
  void isNoAuthorityWithoutTheCertificateOfOne() {
    CertificateEntry leaf = Made.GENERATOR.selfSigned(Made.spec(KeyType.EC_P256));

    assertThatThrownBy(() -> new InternalCa(leaf, Made.GENERATOR))
        .extracting("code")
        .isEqualTo("broken-chain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "-a", "a_b", "256.1.1.1", "*", "a..b", "a\n", "http://a"})
  void refusesNamesThatAreNone(String name) {
    CertificateSpec spec =
        new CertificateSpec("CN=a", List.of(name), KeyType.EC_P256, Duration.ofDays(1));

    assertThatThrownBy(() -> Made.GENERATOR.selfSigned(spec))
        .extracting("code")
        .isEqualTo("invalid-name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no name", "=x"})
  void refusesSubjectsThatAreNone(String subject) {
    CertificateSpec spec =
        new CertificateSpec(subject, List.of("a"), KeyType.EC_P256, Duration.ofDays(1));

    assertThatThrownBy(() -> Made.GENERATOR.selfSigned(spec))
        .extracting("code")
        .isEqualTo("invalid-name");
  }
}
