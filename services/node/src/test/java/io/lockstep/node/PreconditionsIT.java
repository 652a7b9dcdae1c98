package io.lockstep.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API promises about names, repetition, preconditions and freshness. */
class PreconditionsIT {
  @TempDir static Path folder;
  private static TestNode node;

  @BeforeAll
  static void start() {
    node =
        TestNode.start(TestCluster.founded(), folder, "n1", "command.timeout.ms", "2000")
            .awaitReady();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static long revision() {
    return Long.parseLong(node.get("/api/v1/state").field("revision"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apim.gateway.environment[name=Default].service_url",
        "Cluster.ThreadPools.ThreadPool.X.y",
        "größe.ключ.値.\ud83d\ude00",
        "a+c%41&d=e;f",
        "\\\\back\\\\slash\"quote",
        "colon:quote'star*~(paren)",
        "#hash?question"
      })
  void takesKeysWithAnyCharacters(String key) {
    String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");

    Answer written = node.set(encoded, "v-" + "1");
    Answer read = node.get("/api/v1/configuration/" + encoded);

    assertThat(written.status()).as("%s", written).isEqualTo(200);
    assertThat(read.status()).as("%s", read).isEqualTo(200);
    assertThat(read.field("key")).isEqualTo(key);
    assertThat(read.field("revision")).isEqualTo(written.field("revision"));
    assertThat(node.json("DELETE", "/api/v1/configuration/" + encoded, "").status()).isEqualTo(200);
    assertThat(node.get("/api/v1/configuration/" + encoded).status()).isEqualTo(404);
  }

  @Test
  void changesOnceForOneIdempotencyKey() {
    Answer first = node.set("once", "1", "Idempotency-Key", "key-1");
    Answer second = node.set("once", "2", "Idempotency-Key", "key-1");

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.field("commandId")).isEqualTo("key-1");
    assertThat(node.get("/api/v1/configuration/once").field("value")).isEqualTo("1");
    assertThat(node.get("/api/v1/commands/key-1").field("status")).isEqualTo("accepted");
  }

  @Test
  void refusesOnceForOneIdempotencyKey() {
    Answer first = node.set("Cluster.mode", "on", "Idempotency-Key", "key-2");
    Answer second = node.set("Cluster.mode", "active", "Idempotency-Key", "key-2");

    assertThat(first.status()).isEqualTo(422);
    assertThat(second.status()).isEqualTo(422);
    assertThat(node.get("/api/v1/commands/key-2").field("status")).isEqualTo("refused");
    assertThat(node.get("/api/v1/commands/key-2").body()).contains("invalid-value");
  }

  @Test
  void changesOnlyTheRevisionThatWasExpected() {
    long there = Long.parseLong(node.set("match", "1").field("revision"));

    Answer wrong = node.set("match", "2", "If-Match", "\"" + (there - 1) + "\"");
    Answer right = node.set("match", "3", "If-Match", "\"" + there + "\"");

    assertThat(wrong.status()).isEqualTo(412);
    assertThat(wrong.code()).isEqualTo("conflict");
    assertThat(wrong.field("expectedRevision")).isEqualTo(Long.toString(there - 1));
    assertThat(wrong.field("actualRevision")).isEqualTo(Long.toString(there));
    assertThat(wrong.field("actualValue")).isEqualTo("1");
    assertThat(wrong.detail()).contains("match", "read it again");
    assertThat(right.status()).isEqualTo(200);
    Answer read = node.get("/api/v1/configuration/match");
    assertThat(read.field("value")).isEqualTo("3");
    assertThat(read.header("ETag")).isEqualTo("\"" + right.field("revision") + "\"");
  }

  @Test
  void createsOnlyWhatIsNotThere() {
    Answer first = node.set("create", "1", "If-None-Match", "*");
    Answer second = node.set("create", "2", "If-None-Match", "*");

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(412);
    assertThat(second.field("actualRevision")).isEqualTo(first.field("revision"));
    assertThat(second.field("actualValue")).isEqualTo("1");
  }

  @Test
  void removesOnlyTheRevisionThatWasExpected() {
    String there = node.set("remove", "1").field("revision");

    Answer wrong = node.json("DELETE", "/api/v1/configuration/remove", "", "If-Match", "\"1\"");
    Answer right =
        node.json("DELETE", "/api/v1/configuration/remove", "", "If-Match", "\"" + there + "\"");

    assertThat(wrong.status()).isEqualTo(412);
    assertThat(right.status()).isEqualTo(200);
  }

  @Test
  void waitsForARevisionAndSaysWhenItDoesNotCome() {
    long reached = Long.parseLong(node.set("fresh", "1").field("revision"));

    Answer there = node.get("/api/v1/configuration/fresh?min-revision=" + reached);
    Answer late = node.get("/api/v1/configuration/fresh?min-revision=" + (reached + 1_000_000));

    assertThat(there.status()).isEqualTo(200);
    assertThat(Long.parseLong(there.header("Lockstep-Revision"))).isGreaterThanOrEqualTo(reached);
    assertThat(late.status()).isEqualTo(504);
    assertThat(late.code()).isEqualTo("revision-not-reached");
    assertThat(late.detail()).contains("n1", Long.toString(reached + 1_000_000));
  }

  @Test
  void waitsForARevisionBeforeItListsAllParameters() {
    long reached = Long.parseLong(node.set("listed", "1").field("revision"));

    Answer there = node.get("/api/v1/configuration?min-revision=" + reached);
    Answer late = node.get("/api/v1/configuration?min-revision=" + (reached + 1_000_000));
    Answer barrier = node.get("/api/v1/configuration?consistency=linearizable");
    Answer maybe = node.get("/api/v1/configuration?consistency=maybe");

    assertThat(there.status()).isEqualTo(200);
    assertThat(there.body()).contains("\"listed\"");
    assertThat(late.status()).isEqualTo(504);
    assertThat(late.code()).isEqualTo("revision-not-reached");
    assertThat(barrier.status()).isEqualTo(200);
    assertThat(barrier.body()).contains("\"listed\"");
    assertThat(maybe.code()).isEqualTo("malformed-request");
  }

  @Test
  void readsWhatWasAcceptedBeforeAndAddsNoRevisionForIt() {
    node.set("barrier", "1");
    long before = revision();

    Answer read = node.get("/api/v1/configuration/barrier?consistency=linearizable");

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.field("value")).isEqualTo("1");
    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void saysWhatASetWouldDoAndDoesNothing() {
    long before = revision();
    String body = "{\"operations\":[{\"op\":\"set\",\"key\":\"plan\",\"value\":\"1\"}]}";

    Answer plan = node.json("POST", "/api/v1/changes?dry-run=true", body);

    assertThat(plan.status()).as("%s", plan).isEqualTo(200);
    assertThat(plan.field("accepted")).isEqualTo("true");
    assertThat(plan.body()).contains("ConfigurationChanged", "configuration.properties", "plan=1");
    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void describesItself() {
    Answer openApi = node.get("/api/v1/openapi");

    assertThat(openApi.status()).isEqualTo(200);
    assertThat(openApi.body())
        .contains("openapi:", "/api/v1/configuration/{key}", "/api/v1/tokens", "scheme: bearer");
    assertThat(node.get("/health/readiness").status()).isEqualTo(200);
    assertThat(node.get("/health/liveness").status()).isEqualTo(200);
  }
}
