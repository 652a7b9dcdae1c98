package io.lockstep.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lockstep.node.command.Submissions;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestTls;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateGenerator;
import io.lockstep.trust.certificate.CertificateRecords;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.envelope.Sealer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API speaks TLS with the certificate of the cluster, unless the cluster says otherwise. */
class TlsIT {
  private static final String SWITCH = "Cluster.enable.SSL";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private TestNode node;
  private String plain;

  @BeforeEach
  void start() {
    node = TestNode.start(TestCluster.founded(), folder, "n1").awaitReady();
    plain = "http://127.0.0.1:" + node.server().service().settings().httpPort();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private SSLSocket connect(String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TestTls.trustingAll()
                .getSocketFactory()
                .createSocket("127.0.0.1", node.server().service().settings().httpPort());
    socket.setEnabledProtocols(protocols);
    socket.startHandshake();
    return socket;
  }

  private X509Certificate served() throws IOException {
    try (SSLSocket socket = connect("TLSv1.3")) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private Answer plainly(String path) {
    return node.sendTo(plain, "GET", path, null);
  }

  private boolean answersPlainly() {
    try {
      return plainly("/health/liveness").status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void speaksTlsAndNothingElse() throws IOException {
    assertThat(node.server().service().self().getUrl()).startsWith("https://");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(served()).isEqualTo(node.certificate()));
    try (SSLSocket socket = connect("TLSv1.2")) {
      assertThat(socket.getSession().getCipherSuite()).contains("GCM").contains("ECDHE");
    }
    assertThatThrownBy(() -> connect("TLSv1.1")).isInstanceOf(SSLException.class);
    assertThat(answersPlainly()).isFalse();
  }

  @Test
  void servesAnotherCertificateToNewConnectionsOnceTheClusterHasOne() throws Exception {
    X509Certificate before = served();
    CertificateEntry other =
        new CertificateGenerator(Clock.systemUTC(), new SecureRandom())
            .selfSigned(CertificateSpec.host("admind.example"));

    importAsAdmind(other);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(served()).isEqualTo(other.certificate()));
    assertThat(other.certificate()).isNotEqualTo(before);
    assertThat(node.get("/api/v1/state").status()).isEqualTo(200);
  }

  private void importAsAdmind(CertificateEntry entry) throws Exception {
    var service = node.server().service();
    var records =
        new CertificateRecords(service.settings().cluster(), new Sealer(new SecureRandom()));
    Outcome outcome =
        service
            .gateway()
            .submit(
                Submissions.of(
                    "import",
                    "tester",
                    null,
                    List.of(
                        Submissions.operation(
                            new ImportCertificate(
                                records.seal("admind", entry, service.trust().ring()), true),
                            null))))
            .get()
            .orElseThrow();
    assertThat(outcome.getResult()).as("%s", outcome).isEqualTo(OutcomeResult.ACCEPTED);
  }

  @Test
  void speaksHttpWhereTheClusterSaysSoAndTlsAgain() {
    Answer off = node.set(SWITCH, "false");

    assertThat(off.status()).as("%s", off).isEqualTo(200); // answered before the switch
    await().atMost(PATIENCE).until(this::answersPlainly);
    Answer state =
        node.sendTo(plain, "GET", "/api/v1/state", null, "Authorization", node.authorization());
    assertThat(state.status()).isEqualTo(200);
    assertThat(state.body()).contains("tls-off");
    assertThat(plainly("/api/v1/state").status()).isEqualTo(401);

    Answer on =
        node.sendTo(
            plain,
            "PUT",
            "/api/v1/configuration/" + SWITCH,
            "{\"value\":\"true\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "Authorization",
            node.authorization(),
            "Content-Type",
            "application/json");

    assertThat(on.status()).as("%s", on).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> node.get("/api/v1/state").status() == 200);
    assertThat(node.get("/api/v1/state").body()).doesNotContain("tls-off");
    assertThat(answersPlainly()).isFalse();
  }
}
