package io.lockstep.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret goes in, and never comes out. */
class SecretValuesIT {
  private static final String PLANTED = "pl4nted-Secret";
  private static final String KEY = "/api/v1/configuration/db.password";

  @TempDir static Path folder;
  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start(TestCluster.founded(), folder, "n1").awaitReady();
    Answer answer = node.json("PUT", KEY, "{\"value\":\"" + PLANTED + "\",\"secret\":true}");
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.body()).doesNotContain(PLANTED);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static void assertSecret(Answer item) {
    assertThat(item.field("secret")).isEqualTo("true");
    assertThat(item.field("value")).isEqualTo("null");
    assertThat(item.body()).doesNotContain(PLANTED);
  }

  @Test
  void saysThatThereIsASecretAndNotWhich() {
    assertSecret(node.get(KEY));
    assertThat(node.get("/api/v1/configuration?prefix=db.password").body())
        .contains("\"secret\":true")
        .doesNotContain(PLANTED);
  }

  @Test
  void keepsAKeySecretInEveryScopeOnceItIsOne() {
    assertThat(node.set("db.password?scope=node:n1", PLANTED + "2").status()).isEqualTo(200);

    assertSecret(node.get(KEY + "?scope=node:n1"));
  }

  @Test
  void takesSecretsInSets() {
    String body =
        "{\"operations\":[{\"op\":\"set\",\"key\":\"set.password\",\"value\":\"%s\",\"secret\":true}]}"
            .formatted(PLANTED);

    Answer plan = node.json("POST", "/api/v1/changes?dry-run=true", body);
    Answer done = node.json("POST", "/api/v1/changes", body);

    assertThat(plan.status()).as("%s", plan).isEqualTo(200);
    assertThat(plan.body()).doesNotContain(PLANTED);
    assertThat(done.status()).as("%s", done).isEqualTo(200);
    assertSecret(node.get("/api/v1/configuration/set.password"));
  }

  @Test
  void doesNotTellWhoExpectedAnotherRevision() {
    Answer answer =
        node.json("PUT", KEY, "{\"value\":\"other\",\"secret\":true}", "If-Match", "\"1\"");

    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.body()).doesNotContain(PLANTED, "other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\":\"" + PLANTED + "\" \"secret\":true}",
        "{\"value\":" + PLANTED + ",\"secret\":true}",
        "{\"value\":[\"" + PLANTED + "\"],\"secret\":true}",
        "{\"value\":\"" + PLANTED + "\",\"secret\":\"" + PLANTED + "\"}",
        "{\"value\":\"" + PLANTED + "\",\"" + PLANTED + "\":1",
        "{\"value\":\"" + PLANTED + "\",\"secert\":true}",
        "\"" + PLANTED + "\""
      })
  void doesNotRepeatWhatItCannotRead(String body) {
    Answer answer = node.json("PUT", "/api/v1/configuration/other.password", body);

    assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    assertThat(answer.body()).doesNotContain(PLANTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/state",
        "/api/v1/nodes",
        "/api/v1/configuration",
        "/api/v1/tokens",
        "/api/v1/secret",
        "/api/v1/licences",
        "/api/v1/promotion-order",
        "/api/v1/primary",
        "/health/readiness"
      })
  void hasItInNoOtherAnswer(String path) {
    Answer answer = node.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain(PLANTED);
  }

  @Test
  void keepsTheContentOfALicenceToItself() {
    Answer put =
        node.json(
            "PUT", "/api/v1/licences/n1/gateway", "{\"content\":\"" + PLANTED + "\",\"cap\":5}");

    assertThat(put.status()).as("%s", put).isEqualTo(200);
    Answer list = node.get("/api/v1/licences");
    assertThat(list.body()).contains("gateway", "\"cap\":5").doesNotContain(PLANTED);
    assertThat(node.send("DELETE", "/api/v1/licences/n1/gateway", null).status()).isEqualTo(200);
  }

  @Test
  void namesTheVersionsOfTheClusterSecretByTheirFingerprints() {
    Answer answer = node.get("/api/v1/secret");

    assertThat(answer.body())
        .contains(node.server().service().trust().fingerprint(), "\"state\":\"current\"", "\"n1\"");
  }
}
