package io.lockstep.node.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.node.NodeService;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateExpiry;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.certificate.CertificateRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes that keep the same certificates and authorities. */
class CertificatesIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ALIAS_PARAMETER = "Cluster.Crypto.Alias";

  @TempDir static Path folder;
  private static final List<TestNode> NODES = new ArrayList<>();

  private static LogConnection log;

  @BeforeAll
  static void start() {
    log = TestCluster.founded();
    for (String id : List.of("n1", "n2", "n3")) {
      NODES.add(TestNode.start(log, folder, id).awaitReady());
    }
  }

  @AfterAll
  static void stop() {
    NODES.forEach(TestNode::close);
  }

  private static NodeService node(int number) {
    return NODES.get(number - 1).server().service();
  }

  private static Path files(int number) {
    return node(number).settings().filesDir();
  }

  private static Outcome submit(int number, Object action) throws Exception {
    return node(number)
        .gateway()
        .submit(Submissions.own("operator", action))
        .get(60, TimeUnit.SECONDS)
        .orElseThrow();
  }

  private static Outcome accept(int number, Object action) throws Exception {
    Outcome outcome = submit(number, action);
    assertThat(outcome.getRefusal()).isNull();
    return outcome;
  }

  private static SetConfiguration alias(String alias) {
    return SetConfiguration.newBuilder().setKey(ALIAS_PARAMETER).setValue(alias).build();
  }

  /** What openssl makes, imported on that node. */
  private static Certificate imported(int number, String alias) throws Exception {
    Tools tools = new Tools(Files.createTempDirectory(folder, "openssl"));
    tools.openssl(
        "req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=" + alias);
    tools.openssl("pkcs12 -export -inkey k.pem -in c.pem -out c.p12 -passout pass:s3cret");
    Certificate certificate =
        node(number)
            .certificates()
            .service()
            .importFile(alias, tools.bytes("c.p12"), "s3cret".toCharArray(), Optional.empty());
    accept(number, new ImportCertificate(certificate, false));
    return certificate;
  }

  private static String listed(int number, String store) {
    Path file = files(number).resolve(store);
    return Files.exists(file)
        ? new Tools(files(number)).keytool("-list -keystore " + store + " -storepass changeit")
        : "";
  }

  private static void awaitEverywhere(String store, String... entries) {
    for (int number = 1; number <= 3; number++) {
      int each = number;
      await("entries of " + store + " of n" + each)
          .atMost(SOON)
          .untilAsserted(() -> assertThat(listed(each, store)).contains(entries));
    }
  }

  @Test
  void everyNodesAuthorityIsInEveryTrustStoreWithoutRestart() throws IOException {
    String[] authorities = new String[3];
    for (int number = 1; number <= 3; number++) {
      authorities[number - 1] = node(number).certificates().authority().anchor().getId();
    }

    awaitEverywhere("truststore.p12", authorities);

    assertThat(files(1).resolve("truststore.p12"))
        .hasSameBinaryContentAs(files(3).resolve("truststore.p12"));
    assertThat(Files.readString(files(2).resolve("truststore.pem")).split("BEGIN CERTIFICATE"))
        .hasSize(4);
  }

  @Test
  void anAuthoritySurvivesARestartAndIsNotPublishedAgain() throws Exception {
    String authority = node(3).certificates().authority().anchor().getId();
    String entity = EntityKeys.trustAnchor(authority);
    long published = node(3).replay().image().entity(entity).orElseThrow().revision();

    NODES.get(2).close();
    NODES.set(2, TestNode.start(log, folder, "n3").awaitReady());
    accept(3, SetConfiguration.newBuilder().setKey("a").setValue("1").build());

    assertThat(node(3).certificates().authority().anchor().getId()).isEqualTo(authority);
    assertThat(node(3).replay().image().entity(entity).orElseThrow().revision())
        .isEqualTo(published);
  }

  @Test
  void thePrimaryIssuesTheCertificateOfTheApiForEveryMember() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        AdminNames.in(
                            CertificateRecords.chain(
                                    node(3)
                                        .replay()
                                        .image()
                                        .trust()
                                        .certificate("admind")
                                        .orElseThrow())
                                .get(0)))
                    .contains("n1.example", "n2.example", "n3.example", "localhost", "127.0.0.1"));

    awaitEverywhere("keystore.p12", "admind");
  }

  @Test
  void aCertificateImportedOnASecondaryIsInEveryKeyStoreAndServesByItsAlias() throws Exception {
    imported(2, "from-openssl");

    awaitEverywhere("keystore.p12", "from-openssl", "PrivateKeyEntry");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(files(1).resolve("keystore.p12"))
                    .hasSameBinaryContentAs(files(2).resolve("keystore.p12"))
                    .hasSameBinaryContentAs(files(3).resolve("keystore.p12")));
    Tools tools = new Tools(files(3));
    assertThat(tools.openssl("pkcs12 -in keystore.p12 -passin pass:changeit -nodes"))
        .contains("friendlyName: from-openssl");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(files(3).resolve("keystore.pem"))))
        .isEqualTo("rw-------");

    accept(3, alias("from-openssl"));
    Outcome unknown = submit(1, alias("nobody-has-it"));
    Outcome removal = submit(1, new RemoveCertificate("from-openssl"));

    assertThat(unknown.getResult()).isEqualTo(OutcomeResult.REFUSED);
    assertThat(unknown.getRefusal().getMessage()).contains("nobody-has-it");
    assertThat(removal.getRefusal().getCode()).isEqualTo("certificate-in-use");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Files.readString(files(2).resolve("configuration.properties")))
                    .contains(ALIAS_PARAMETER + "=from-openssl"));
  }

  @Test
  void aCertificateThatIsRemovedLeavesEveryKeyStore() throws Exception {
    imported(1, "short-lived");
    awaitEverywhere("keystore.p12", "short-lived");

    accept(3, new RemoveCertificate("short-lived"));

    for (int number = 1; number <= 3; number++) {
      int each = number;
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(listed(each, "keystore.p12")).doesNotContain("short-lived"));
    }
  }

  @Test
  void everyNodeReportsWhatEndsFirst() throws Exception {
    imported(3, "reported");

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(node(1).liveness().last("n2").orElseThrow().report().getCertificates())
                    .extracting(CertificateExpiry::getAlias)
                    .contains("reported")
                    .endsWith("admind"));
  }
}
