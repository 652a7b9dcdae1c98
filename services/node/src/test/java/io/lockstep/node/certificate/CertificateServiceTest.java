package io.lockstep.node.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateRecords;
import io.lockstep.trust.certificate.KeyType;
import io.lockstep.trust.envelope.Sealer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateServiceTest {
  private static final char[] PASSWORD = "s3cret".toCharArray();

  @TempDir Path folder;
  private Tools tools;
  private TrustedNode node;
  private TrustImages images = TrustImages.founded();
  private CertificateService service;

  @BeforeEach
  void start() throws IOException {
    tools = new Tools(folder);
    node = TrustedNode.in(folder);
    service =
        new CertificateService(
            node.trust(), () -> images.image(), node.authority(), Clock.systemUTC());
  }

  private CertificateEntry open(Certificate record) {
    return new CertificateRecords(TrustImages.CLUSTER, new Sealer())
        .open(record, node.trust().ring());
  }

  private static NewCertificate wanted(String alias, KeyType type) {
    return new NewCertificate(
        alias, "CN=w.example,O=Example", List.of("w.example"), type, Duration.ofDays(30));
  }

  private void sign(String extra) {
    tools.openssl(
        "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=ca -days 30");
    tools.openssl(
        "x509 -req -in r.pem -CA ca.pem -CAkey ca.key -CAcreateserial -out w.pem -days 30 "
            + extra);
  }

  private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call, String code) {
    var refusal = assertThatThrownBy(call);
    refusal.extracting("code").isEqualTo(code);
    return refusal;
  }

  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "EC_P256", "ED25519"}) // longer keys take seconds
  void makesEveryKindOfKeyAndSealsIt(KeyType type) {
    CertificateEntry own = open(service.selfSigned(wanted("web", type)));
    CertificateEntry issued = open(service.issue(wanted("web", type)));

    assertThat(own.chain()).hasSize(1);
    assertThat(issued.chain()).hasSize(2).contains(node.authority().certificate());
  }

  @Test
  void hasNoKeyInTheClear() throws IOException {
    Certificate record = service.selfSigned(wanted("web", KeyType.EC_P256));

    byte[] key = open(record).key().getEncoded();
    assertThat(
            new String(
                Certificate.getEncoder().encode(record).array(), StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(key, key.length - 32, 32, StandardCharsets.ISO_8859_1));
  }

  @Test
  void takesWhatOpensslMade() throws IOException {
    tools.openssl(
        "req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -subj /CN=w.example -days 30");
    tools.openssl("pkcs12 -export -inkey k.pem -in c.pem -out c.p12 -passout pass:s3cret");

    Certificate record =
        service.importFile("web", tools.bytes("c.p12"), PASSWORD, Optional.empty());

    assertThat(record.getAlias()).isEqualTo("web");
    assertThat(record.getSubject()).isEqualTo("CN=w.example");
    assertThat(open(record).key().getAlgorithm()).isEqualTo("RSA");
    refused(
        () ->
            service.importFile(
                "web", tools.bytes("c.p12"), "other1".toCharArray(), Optional.empty()),
        "wrong-password");
    refused(
        () -> service.importFile("Web", tools.bytes("c.p12"), PASSWORD, Optional.empty()),
        "invalid-alias");
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"RSA_2048", "EC_P256", "ED25519"})
  void keepsTheKeyOfARequestWhenTheAuthorityAnswers(KeyType type) throws IOException {
    RequestedCertificate requested = service.request(wanted("web", type));
    images = images.certificate(requested.certificate());
    Files.write(folder.resolve("r.pem"), requested.request());
    sign("");

    Certificate answered = service.importFile("web", tools.bytes("w.pem"), null, Optional.empty());

    assertThat(open(answered).key()).isEqualTo(open(requested.certificate()).key());
    assertThat(open(answered).certificate().getIssuerX500Principal().getName()).isEqualTo("CN=ca");
  }

  @Test
  void refusesAnAnswerForAnotherKey() throws IOException {
    images =
        images
            .certificate(service.request(wanted("web", KeyType.EC_P256)).certificate())
            .certificate(service.request(wanted("mail", KeyType.EC_P256)).certificate());
    Files.write(folder.resolve("r.pem"), service.requestAgain("mail"));
    sign("");
    byte[] answer = tools.bytes("w.pem");

    refused(() -> service.importFile("web", answer, null, Optional.empty()), "missing-key")
        .hasMessageContaining("none of its 1 certificates", "export it with its key");
    refused(() -> service.importFile("unknown", answer, null, Optional.empty()), "missing-key");
    assertThat(open(service.importFile("mail", answer, null, Optional.empty())).chain()).hasSize(1);
  }

  @Test
  void exportsWhatOtherToolsRead() throws IOException {
    images = images.certificate(service.issue(wanted("web", KeyType.EC_P256)));
    Files.write(folder.resolve("web.p12"), service.exportPkcs12("web", PASSWORD));
    Files.write(folder.resolve("web.pem"), service.exportPem("web", PASSWORD));
    Files.write(folder.resolve("chain.pem"), service.exportChain("web"));

    assertThat(tools.keytool("-list -keystore web.p12 -storepass s3cret"))
        .contains("1 entry", "web", "PrivateKeyEntry");
    assertThat(tools.openssl("pkey -in web.pem -passin pass:s3cret -noout")).isEmpty();
    assertThat(tools.openssl("x509 -in chain.pem -noout -subject")).contains("w.example");
    assertThat(new String(tools.bytes("chain.pem"), StandardCharsets.US_ASCII))
        .doesNotContain("PRIVATE");
  }

  @Test
  void refusesToExportWhatThereIsNotOrWithAPoorPassword() {
    images = images.certificate(service.selfSigned(wanted("web", KeyType.EC_P256)));

    refused(() -> service.exportPkcs12("mail", PASSWORD), "unknown-certificate")
        .hasMessageContaining("\"mail\"");
    refused(() -> service.exportPkcs12("web", "short".toCharArray()), "unfit-password");
    refused(() -> service.exportPem("web", "short".toCharArray()), "unfit-password");
  }

  @Test
  void refusesWhatNoCertificateCanBe() {
    refused(
        () ->
            service.selfSigned(
                new NewCertificate("web", "CN=w", List.of(), KeyType.EC_P256, Duration.ofDays(1))),
        "invalid-name");
    refused(
        () ->
            service.selfSigned(
                new NewCertificate("web", "CN=w", List.of("w"), KeyType.EC_P256, Duration.ZERO)),
        "invalid-life");
    refused(
        () ->
            service.issue(
                new NewCertificate(
                    "web", "CN=w", List.of("under_score"), KeyType.EC_P256, Duration.ofDays(1))),
        "invalid-name");
    refused(() -> service.issue(NewCertificate.host("no alias", "w.example")), "invalid-alias");
  }

  @Test
  void readsAuthoritiesFromPemAndDer() throws IOException {
    tools.openssl("req -x509 -newkey rsa:2048 -nodes -keyout a.key -out a.pem -subj /CN=a -days 9");
    tools.openssl("x509 -in a.pem -outform der -out a.der");
    tools.openssl("req -x509 -newkey rsa:1024 -nodes -keyout b.key -out b.pem -subj /CN=b -days 9");

    List<TrustAnchor> pem = service.anchors(tools.bytes("a.pem"));

    assertThat(pem).singleElement().extracting(TrustAnchor::getOwner).isNull();
    assertThat(service.anchors(tools.bytes("a.der"))).isEqualTo(pem);
    refused(() -> service.anchors(tools.bytes("b.pem")), "weak-key");
    refused(() -> service.anchors("no certificate".getBytes(StandardCharsets.UTF_8)), "unreadable");
  }
}
