package io.lockstep.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.trust.certificate.CertificateGenerator;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.CertificateWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates over HTTP: made, taken, given out, removed. */
class CertificatesApiIT {
  private static final String ALL = "/api/v1/certificates";
  private static final String PASSWORD = "pl4nted-Passw0rd";

  @TempDir static Path folder;
  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start(TestCluster.founded(), folder, "n1").awaitReady();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Answer generate(String alias, String more) {
    return node.json(
        "POST",
        ALL,
        "{\"alias\":\"%s\",\"names\":[\"%s.example\"]%s}".formatted(alias, alias, more));
  }

  private static Answer importFile(String alias, byte[] file, String password, boolean replace) {
    return node.json(
        "POST",
        ALL + "/import",
        "{\"alias\":\"%s\",\"file\":\"%s\",\"password\":\"%s\",\"replace\":%s}"
            .formatted(alias, Base64.getEncoder().encodeToString(file), password, replace));
  }

  private static Answer importAsAdmind(String host, String more) {
    return node.json(
        "POST",
        ALL + "/import",
        "{\"alias\":\"admind\",\"file\":\"%s\",\"password\":\"%s\",\"replace\":true%s}"
            .formatted(Base64.getEncoder().encodeToString(p12(host)), PASSWORD, more));
  }

  private static byte[] p12(String host) {
    var entry =
        new CertificateGenerator(Clock.systemUTC(), new SecureRandom())
            .selfSigned(CertificateSpec.host(host));
    return CertificateWriter.pkcs12("made", entry, PASSWORD.toCharArray());
  }

  private static void assertDone(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("PRIVATE KEY", PASSWORD);
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body()).doesNotContain("PRIVATE KEY", PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-3072", "ec-p256", "ed25519"})
  void makesCertificatesWithKeysOfEveryKind(String kind) {
    assertDone(generate("kind-" + kind, ",\"keyType\":\"" + kind + "\",\"days\":30"));

    Answer made = node.get(ALL + "/kind-" + kind);

    assertDone(made);
    assertThat(made.field("subject")).isEqualTo("CN=kind-" + kind + ".example");
    assertThat(made.field("hasKey")).isEqualTo("true");
    assertThat(made.field("issuer")).contains("Lockstep authority of n1");
    assertThat(made.body()).contains("\"names\":[\"kind-" + kind + ".example\"]");
    assertThat(made.field("chain")).isEqualTo("2"); // by the node's own authority
    assertThat(node.get(ALL).body()).contains("kind-" + kind).doesNotContain("PRIVATE KEY");
  }

  @Test
  void replacesOneOnlyWhereItIsTold() {
    assertDone(generate("twice", ",\"issuer\":\"self\""));
    String first = node.get(ALL + "/twice").field("sha256");

    assertRefused(generate("twice", ""), 409, "certificate-exists");
    assertThat(node.get(ALL + "/twice").field("sha256")).isEqualTo(first);

    assertDone(generate("twice", ",\"replace\":true"));
    assertThat(node.get(ALL + "/twice").field("sha256")).isNotEqualTo(first);
  }

  @Test
  void givesTheRequestForAnotherAuthorityToSign() {
    Answer made = generate("asked", ",\"csr\":true");

    assertDone(made);
    assertThat(made.field("request"))
        .startsWith("-----BEGIN CERTIFICATE REQUEST-----")
        .endsWith("-----END CERTIFICATE REQUEST-----\n");
  }

  @Test
  void takesAFileAndGivesItOutAgain() {
    assertDone(importFile("taken", p12("taken.example"), PASSWORD, false));

    Answer pem = node.json("POST", ALL + "/taken/export", "{\"format\":\"pem\"}");
    Answer key =
        node.json(
            "POST", ALL + "/taken/export", "{\"format\":\"pem\",\"password\":\"another-one\"}");

    assertDone(pem);
    assertThat(pem.body()).startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(key.status()).isEqualTo(200);
    assertThat(key.body()).contains("ENCRYPTED PRIVATE KEY").doesNotContain(PASSWORD);
    byte[] file = key.body().getBytes(StandardCharsets.US_ASCII);
    assertDone(importFile("taken-again", file, "another-one", false));
    assertThat(node.get(ALL + "/taken-again").field("sha256"))
        .isEqualTo(node.get(ALL + "/taken").field("sha256"));
  }

  @Test
  void takesOneForTheApiWithoutTheNamesOfMembersOnlyWhereItIsForced() {
    String before = node.get(ALL + "/admind").field("sha256");

    Answer refused = importAsAdmind("nobody.example", "");

    assertRefused(refused, 422, "missing-names");
    assertThat(refused.body()).contains("has the names nobody.example", "n1.example");
    assertThat(node.get(ALL + "/admind").field("sha256")).isEqualTo(before);
    assertDone(importAsAdmind("nobody.example", ",\"force\":true"));
    assertThat(node.get(ALL + "/admind").field("sha256")).isNotEqualTo(before);
  }

  @Test
  void makesNoneForTheApiThatClientsWouldRefuseUnlessItIsForced() {
    String before = node.get(ALL + "/admind").field("sha256");

    Answer self = generate("admind", ",\"issuer\":\"self\",\"replace\":true");
    Answer request = generate("admind", ",\"csr\":true,\"replace\":true");
    Answer unnamed = generate("admind", ",\"replace\":true");

    assertRefused(self, 422, "self-signed");
    assertRefused(request, 422, "self-signed");
    assertThat(request.body()).contains("--by-ca", "under another alias");
    assertRefused(unnamed, 422, "missing-names");
    assertThat(node.get(ALL + "/admind").field("sha256")).isEqualTo(before);
    assertDone(generate("admind", ",\"issuer\":\"self\",\"replace\":true,\"force\":true"));
    assertThat(node.get(ALL + "/admind").field("sha256")).isNotEqualTo(before);
  }

  @Test
  void saysWhatIsWrongWithAFile() {
    byte[] file = p12("wrong.example");

    assertRefused(importFile("wrong", file, "not-that-one", false), 422, "wrong-password");
    assertRefused(importFile("Wrong", file, PASSWORD, false), 422, "invalid-alias");
    assertRefused(
        importFile("wrong", "no file".getBytes(StandardCharsets.US_ASCII), "", false),
        422,
        "unreadable");
    assertThat(node.get(ALL + "/wrong").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|400|malformed-request",
        "{\"alias\":\"a\"}|400|malformed-request",
        "{\"alias\":\"a\",\"names\":[\"a.example\"],\"keyType\":\"dsa\"}|422|invalid-value",
        "{\"alias\":\"a\",\"names\":[\"a.example\"],\"days\":0}|422|invalid-value",
        "{\"alias\":\"a\",\"names\":[\"a.example\"],\"issuer\":\"me\"}|422|invalid-value",
        "{\"alias\":\"a\",\"names\":[\"no host\"]}|422|invalid-name"
      })
  void saysWhatIsWrongWithAWish(String body, int status, String code) {
    assertRefused(node.json("POST", ALL, body), status, code);
  }

  @Test
  void removesOne() {
    assertDone(generate("gone", ""));
    assertDone(node.send("DELETE", ALL + "/gone", null));

    assertThat(node.get(ALL + "/gone").status()).isEqualTo(404);
    assertRefused(
        node.json("POST", ALL + "/gone/export", "{\"format\":\"pem\"}"),
        404,
        "unknown-certificate");
  }

  @Test
  void publishesAndRemovesAuthorities() {
    assertDone(node.json("POST", "/api/v1/ca", ""));
    Answer list = node.get("/api/v1/trust-anchors");
    assertThat(list.body()).contains("\"owner\":\"n1\"", "Lockstep authority of n1");

    String id = list.field("id");
    assertDone(node.send("DELETE", "/api/v1/trust-anchors/" + id, null));
    assertThat(node.get("/api/v1/trust-anchors").body()).doesNotContain(id);
  }
}
