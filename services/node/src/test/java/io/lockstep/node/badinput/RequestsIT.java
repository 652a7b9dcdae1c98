package io.lockstep.node.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be done: each gets a clear answer, and changes nothing. */
class RequestsIT {
  private static final String PROBLEM = "application/problem+json";
  private static final int KIB = 1024;

  @TempDir static Path folder;
  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start(TestCluster.founded(), folder, "n1", "node.site", "east").awaitReady();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static String revision() {
    return node.get("/api/v1/state").field("revision");
  }

  private static void assertProblem(Answer answer, int status, String code, String... detail) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo(PROBLEM);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.field("status")).isEqualTo(Integer.toString(status));
    assertThat(answer.detail()).isNotBlank();
    for (String part : detail) {
      assertThat(answer.detail()).contains(part);
    }
  }

  private static Answer servers(byte[] file) {
    return node.send("PUT", "/api/v1/promotion-order", file, "Content-Type", "text/plain");
  }

  @Test
  void namesTheLineOfAServersFileThatIsMalformed() {
    String before = revision();
    String file = "# order\nn1.example\thttps://n1.example:444\nn2.example\n";

    Answer answer = servers(file.getBytes(StandardCharsets.UTF_8));

    assertProblem(answer, 422, "malformed-servers", "line 3", "n2.example", "the URL is missing");
    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void refusesAServersFileWithOneHostTwice() {
    String file = "n1.example\thttps://n1.example:444\nN1.example\thttps://other:444\n";

    Answer answer = servers(file.getBytes(StandardCharsets.UTF_8));

    assertProblem(
        answer, 422, "malformed-servers", "line 2", "host N1.example stands on line 1 already");
  }

  @Test
  void refusesAServersFileThatIsNotUtf8() {
    byte[] file = "n1.example\thttps://n1.ex\u00e4mple:444\n".getBytes(StandardCharsets.ISO_8859_1);

    assertProblem(servers(file), 422, "malformed-servers", "UTF-8");
  }

  @Test
  void takesAServersFileAndGivesItBackByteForByte() {
    byte[] file =
        "# first\nn1.example\thttps://n1.example:444\n#n9.example\thttps://n9.example:444\n"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(servers(file).status()).isEqualTo(200);

    Answer back = node.get("/api/v1/promotion-order", "Accept", "text/plain");
    assertThat(back.body()).isEqualTo(new String(file, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "galaxy, it is shared",
    "site:, it is shared",
    "site:nowhere, no node of the cluster is at site",
    "node:n9, there is no node"
  })
  void refusesAScopeThatNobodyHas(String scope, String reason) {
    Answer answer = node.set("a?scope=" + scope, "1");

    assertProblem(answer, 422, "unknown-scope", reason);
    assertThat(answer.field("entity")).contains("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "a%2Fb", "a@site:x", "%00"})
  void refusesAKeyThatIsNone(String key) {
    assertProblem(node.set(key, "1"), 422, "invalid-key", "cannot name a parameter");
  }

  @Test
  void refusesAUrlThatIsNotUtf8() {
    assertProblem(node.set("k%FFy", "1"), 400, "malformed-request", "UTF-8");
    assertProblem(node.set("key?scope=site:%C3", "1"), 400, "malformed-request", "UTF-8");
  }

  @Test
  void takesAScopeThatSomebodyHas() {
    assertThat(node.set("scoped?scope=site:east", "1").status()).isEqualTo(200);
    assertThat(node.set("scoped?scope=node:n1", "2").status()).isEqualTo(200);
    assertThat(node.get("/api/v1/configuration/scoped?scope=site:east").field("value"))
        .isEqualTo("1");
    assertThat(node.get("/api/v1/configuration/scoped").status()).isEqualTo(404);
  }

  @Test
  void refusesAScopeThatAParameterMayNotHave() {
    assertProblem(node.set("Cluster.mode?scope=node:n1", "active"), 422, "scope-not-allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "Cluster.connectionTimeout, 999, 1000 to 600000",
    "Cluster.connectionTimeout, ten, 1000 to 600000",
    "Cluster.mode, on, 'active, passive, passive_legacy, disabled'"
  })
  void refusesAValueOutOfBoundsAndSaysWhichAreNot(String key, String value, String bounds) {
    assertProblem(node.set(key, value), 422, "invalid-value", key, value);
  }

  @Test
  void refusesAValueThatIsTooLong() {
    String longest = "x".repeat(256 * KIB);

    assertThat(node.set("long", longest).status()).isEqualTo(200);
    assertProblem(node.set("long", longest + "x"), 422, "value-too-large", "262145", "262144");
    assertThat(node.get("/api/v1/configuration/long").field("value")).isEqualTo(longest);
  }

  @Test
  void refusesARequestThatNoRecordCanHold() {
    Answer answer = node.set("long", "x".repeat(17 * KIB * KIB));

    assertProblem(answer, 413, "request-too-large", "commands", "split it");
  }

  @Test
  void refusesARequestThatIsTooLongToRead() {
    Answer answer = node.set("long", "x".repeat(33 * KIB * KIB));

    assertProblem(answer, 413, "request-too-large", "33554432");
    assertThat(node.get("/api/v1/state").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "not json",
        "{\"value\":\"a\"",
        "[1,2]",
        "7",
        "null",
        "{\"valeu\":\"1\"}",
        "{\"value\":{\"a\":1}}",
        "{\"value\":[\"a\"]}",
        "{\"value\":null}"
      })
  void refusesABodyThatIsNotTheJsonThatItWants(String body) {
    Answer answer = node.json("PUT", "/api/v1/configuration/shape", body);

    assertProblem(answer, 400, "malformed-request");
    assertThat(node.get("/api/v1/configuration/shape").status()).isEqualTo(404);
  }

  @Test
  void refusesJsonThatIsNotUtf8() {
    byte[] body = "{\"value\":\"\u00e4\u00f6\"}".getBytes(StandardCharsets.ISO_8859_1);

    Answer answer =
        node.send("PUT", "/api/v1/configuration/latin", body, "Content-Type", "application/json");

    assertProblem(answer, 400, "malformed-request");
    assertThat(node.get("/api/v1/configuration/latin").status()).isEqualTo(404);
  }

  @Test
  void refusesHalfACharacterInsteadOfWritingAnother() {
    assertProblem(node.set("half", "\\ud800"), 422, "not-utf-8", "surrogate");
    assertThat(node.get("/api/v1/configuration/half").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|at least one operation",
        "{\"operations\":[]}|at least one operation",
        "{\"operations\":[{\"op\":\"add\",\"key\":\"k\"}]}|\"set\" or \"unset\"",
        "{\"operations\":[{\"op\":\"set\",\"key\":\"k\"}]}|\"set\" has a text as \"value\"",
        "{\"operations\":[{\"op\":\"unset\",\"key\":\"k\",\"value\":\"v\"}]}|\"unset\" none",
        "{\"operations\":[{\"op\":\"set\",\"value\":\"v\"}]}|a \"key\"",
        "{\"operations\":[null]}|not null",
        "{\"operations\":[{\"op\":\"set\",\"key\":\"k\",\"value\":[\"v\"]}]}|\"set\" has a text",
        "{\"operations\":\"x\"}|"
      })
  void refusesASetThatIsMalformed(String body, String reason) {
    Answer answer = node.json("POST", "/api/v1/changes", body);

    assertProblem(answer, 400, "malformed-request", reason == null ? "" : reason);
  }

  @Test
  void refusesASetWholeWhereOneStepIsWrong() {
    String before = revision();
    String body =
        "{\"operations\":[{\"op\":\"set\",\"key\":\"good\",\"value\":\"1\"},"
            + "{\"op\":\"set\",\"key\":\"Cluster.mode\",\"value\":\"on\"}]}";

    assertProblem(node.json("POST", "/api/v1/changes", body), 422, "invalid-value");
    assertProblem(node.json("POST", "/api/v1/changes?dry-run=true", body), 422, "invalid-value");
    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void refusesAPreconditionOfAWholeSet() {
    String body = "{\"operations\":[{\"op\":\"set\",\"key\":\"k\",\"value\":\"1\"}]}";

    assertProblem(
        node.json("POST", "/api/v1/changes", body, "If-Match", "\"1\""),
        400,
        "malformed-request",
        "expectedRevision");
  }

  @Test
  void refusesQueriesThatItCannotRead() {
    assertProblem(node.get("/api/v1/configuration/a?min-revision=soon"), 400, "malformed-request");
    assertProblem(
        node.get("/api/v1/configuration/a?consistency=maybe"),
        400,
        "malformed-request",
        "linearizable");
  }

  @Test
  void saysWhatIsNotThere() {
    assertProblem(node.get("/api/v1/configuration/missing"), 404, "not-found", "missing", "shared");
    assertProblem(node.get("/api/v1/nodes/n9"), 404, "not-found", "n9");
    assertProblem(node.get("/api/v1/nothing"), 404, "not-found", "/api/v1/nothing");
    assertProblem(node.json("POST", "/api/v1/nodes/n9/drain", ""), 404, "not-found", "n9");
    assertProblem(
        node.json("DELETE", "/api/v1/configuration/missing", ""), 404, "not-found", "missing");
    assertProblem(node.json("POST", "/api/v1/primary", "{\"node\":\"n9\"}"), 404, "not-found");
  }

  @Test
  void saysWhichMethodOrMediaTypeItDoesNotTake() {
    assertProblem(
        node.json("PATCH", "/api/v1/configuration/a", "{}"), 405, "method-not-allowed", "PATCH");
    assertProblem(
        node.send(
            "PUT",
            "/api/v1/configuration/a",
            "1".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "text/plain"),
        415,
        "unsupported-media-type",
        "application/json");
  }

  @Test
  void refusesToRemoveThePrimaryOrToLeaveTheClusterWithoutOne() {
    assertProblem(node.json("DELETE", "/api/v1/nodes/n1", ""), 409, "node-is-primary", "n1");
    assertProblem(node.json("POST", "/api/v1/nodes/n1/drain", ""), 409, "no-successor", "n1");
  }

  @Test
  void refusesAnIdempotencyKeyThatIsNone() {
    Answer answer = node.set("a", "1", "Idempotency-Key", "x".repeat(129));

    assertProblem(answer, 400, "malformed-request", "Idempotency-Key");
  }
}
