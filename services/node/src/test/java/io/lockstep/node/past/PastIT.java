package io.lockstep.node.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.log.LogConnection;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSessions;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past as a node tells it, and the way back. */
class PastIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "Content-Type";
  private static final String MEDIA = "application/json";

  @TempDir static Path folder;
  private static TestNode node;

  private final String key = "k" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    LogConnection log = TestCluster.founded();
    node = TestNode.start(log, folder, "n1").awaitReady();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static JsonNode json(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode get(String path) {
    return json(node.get("/api/v1/" + path));
  }

  private static long set(String key, String value) {
    return json(node.set(key, value)).path("revision").asLong();
  }

  private static long setSecret(String key, String value) {
    String body = "{\"value\":\"%s\",\"secret\":true}".formatted(value);
    return json(node.json("PUT", "/api/v1/configuration/" + key, body)).path("revision").asLong();
  }

  private static long unset(String key) {
    return json(node.send("DELETE", "/api/v1/configuration/" + key, null))
        .path("revision")
        .asLong();
  }

  private static Answer revert(boolean dryRun, String body) {
    return node.json("POST", "/api/v1/state/revert?dry-run=" + dryRun, body.replace('\'', '"'));
  }

  private static List<String> texts(JsonNode list, String... fields) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      List<String> parts = new ArrayList<>();
      for (String field : fields) {
        parts.add(item.path(field).asText());
      }
      texts.add(String.join(" ", parts));
    }
    return texts;
  }

  private JsonNode mine(JsonNode list) {
    for (JsonNode item : list) {
      if (item.path("name").asText().equals(key)) {
        return item;
      }
    }
    return JSON.createObjectNode();
  }

  @Test
  void tellsEveryValueOfAParameterNewestFirst() {
    long first = set(key, "1");
    long second = set(key, "2");
    set(key + "?scope=node:n1", "of n1");
    long third = unset(key);

    JsonNode history = get("configuration/" + key + "/history");

    assertThat(texts(history.path("items"), "revision", "operation", "value", "actor", "origin"))
        .containsExactly(
            third + " removed null tester n1",
            second + " set 2 tester n1",
            first + " set 1 tester n1");
    assertThat(history.path("next").isNull()).isTrue();
    assertThat(history.path("begins").asLong()).isEqualTo(1);
    JsonNode page = get("configuration/" + key + "/history?limit=1");
    assertThat(page.path("next").asLong()).isEqualTo(second);
    assertThat(
            texts(
                get("configuration/" + key + "/history?limit=1&to=" + second).path("items"),
                "value"))
        .containsExactly("2");
  }

  @Test
  void tellsTheStateAtARevisionWithAllOfItsChange() {
    String set =
        "{'operations':[{'op':'set','key':'%s','value':'a'},{'op':'set','key':'%s.b','value':'b'}]}"
            .formatted(key, key)
            .replace('\'', '"');
    JsonNode change = json(node.json("POST", "/api/v1/changes", set));
    long revision = change.path("revision").asLong();
    set(key, "later");

    JsonNode state = get("state?at=" + change.path("firstRevision").asLong());

    assertThat(state.path("revision").asLong()).isEqualTo(revision);
    assertThat(state.path("digest").asText()).hasSize(64);
    assertThat(mine(state.path("entities")).path("fields").path("value").asText()).isEqualTo("a");
    assertThat(texts(state.path("entities"), "name")).contains(key + ".b", "n1");
    assertThat(get("state?at=0").path("entities")).isEmpty();
    assertThat(get("state").path("node").asText()).isEqualTo("n1");
  }

  @Test
  void tellsWhatDiffersBetweenRevisionsInEitherOrder() {
    long first = set(key, "1");
    long second = set(key, "2");

    JsonNode forth = get("state/diff?from=" + first + "&to=" + second).path("changes");
    JsonNode back = get("state/diff?from=" + second + "&to=" + first).path("changes");

    assertThat(texts(forth, "family", "name", "operation"))
        .containsExactly("configuration " + key + " changed");
    assertThat(texts(forth.path(0).path("fields"), "name", "before", "after"))
        .containsExactly("value 1 2");
    assertThat(texts(back.path(0).path("fields"), "before", "after")).containsExactly("2 1");
  }

  @ParameterizedTest
  @CsvSource({
    "state?at=99999999, 404, revision-unknown",
    "state?at=-1, 400, malformed-request",
    "state/diff?from=1, 400, malformed-request",
    "configuration/never-there/history, 404, not-found",
    "audit?limit=0, 400, malformed-request",
    "audit?limit=501, 400, malformed-request"
  })
  void saysWhatCannotBeTold(String path, int status, String code) {
    Answer answer = node.get("/api/v1/" + path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void tellsWhatHappenedToWhomByWhom() {
    long first = set(key, "1");
    set(key, "2");

    JsonNode audit = get("audit?entity=configuration/" + key);

    assertThat(texts(audit.path("entries"), "sentence"))
        .containsExactly(
            "parameter " + key + " set to \"2\"", "parameter " + key + " set to \"1\"");
    JsonNode oldest = audit.path("entries").path(1);
    assertThat(oldest.path("revision").asLong()).isEqualTo(first);
    assertThat(texts(oldest.path("fields"), "name", "value")).containsExactly("value 1");
    assertThat(get("audit?actor=nobody").path("entries")).isEmpty();
    assertThat(get("audit?from=" + first + "&to=" + first).path("entries")).hasSize(1);
    assertThat(texts(get("audit?limit=500").path("entries"), "operation"))
        .contains("founded", "joined", "promoted");
  }

  @Test
  void goesBackToAStateAsOneChangeAfterADryRun() {
    long then = set(key, "1");
    set(key, "2");
    set(key + ".new", "x");

    JsonNode plan = json(revert(true, "{'revision':%d}".formatted(then)));
    JsonNode done =
        json(
            revert(
                false,
                "{'revision':%d,'expectHead':%s}".formatted(then, plan.path("head").asText())));

    assertThat(texts(plan.path("changes"), "name", "operation"))
        .contains(key + " changed", key + ".new removed");
    assertThat(done.path("changes")).isEqualTo(plan.path("changes"));
    assertThat(done.path("revision").asLong() - done.path("firstRevision").asLong() + 1)
        .isEqualTo(plan.path("changes").size());
    assertThat(get("configuration/" + key).path("value").asText()).isEqualTo("1");
    JsonNode left = get("state/diff?from=" + then + "&to=" + done.path("revision").asLong());
    assertThat(texts(left.path("changes"), "family")).doesNotContain("configuration");
    JsonNode again = json(revert(false, "{'revision':%d}".formatted(then)));
    assertThat(again.path("commandId").isNull()).isTrue();
    assertThat(again.path("changes")).isEmpty();
  }

  @Test
  void refusesToGoBackWhenSomethingChangedSinceTheDryRun() {
    long then = set(key, "1");
    set(key, "2");
    JsonNode plan = json(revert(true, "{'revision':%d}".formatted(then)));
    set(key + ".other", "x");

    Answer answer =
        revert(
            false, "{'revision':%d,'expectHead':%s}".formatted(then, plan.path("head").asText()));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("head-moved");
    assertThat(get("configuration/" + key).path("value").asText()).isEqualTo("2");
  }

  @Test
  void undoesOneChangeAndNothingElse() {
    set(key, "1");
    long change = set(key, "2");
    set(key + ".other", "x");

    json(revert(false, "{'change':%d}".formatted(change)));

    assertThat(get("configuration/" + key).path("value").asText()).isEqualTo("1");
    assertThat(get("configuration/" + key + ".other").path("value").asText()).isEqualTo("x");
  }

  @Test
  void namesWhatALaterChangeOverwroteAndUndoesItWithForceAlone() {
    long change = set(key, "1");
    long later = set(key, "2");
    String body = "{'change':%d}".formatted(change);

    JsonNode plan = json(revert(true, body));
    Answer refused = revert(false, body);
    assertThat(get("configuration/" + key).path("value").asText()).isEqualTo("2");
    json(revert(false, "{'change':%d,'force':true}".formatted(change)));

    assertThat(texts(plan.path("overwritten"), "name", "revision", "actor"))
        .containsExactly(key + " " + later + " tester");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("overwritten");
    assertThat(refused.detail()).contains(key, "at revision " + later + " by tester");
    assertThat(node.get("/api/v1/configuration/" + key).status()).isEqualTo(404);
  }

  @Test
  void aRotationOfTheClustersSecretOverwritesNothing() {
    long first = setSecret(key, "first-secret");
    long change = setSecret(key, "second-secret");
    json(node.json("POST", "/api/v1/secret/rotate", ""));
    await("sealed anew")
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("configuration/" + key).path("revision").asLong() > change);

    JsonNode undone = json(revert(true, "{'change':%d}".formatted(change)));
    JsonNode overwritten = json(revert(true, "{'change':%d}".formatted(first)));

    assertThat(undone.path("overwritten")).isEmpty();
    assertThat(undone.path("changes")).hasSize(1);
    assertThat(overwritten.path("overwritten")).hasSize(1);
  }

  @Test
  void bringsASecretBackAndShowsItNowhere() {
    long then = setSecret(key, "first-secret");
    long second = setSecret(key, "second-secret");

    List<String> answers =
        List.of(
            node.get("/api/v1/configuration/" + key + "/history").body(),
            node.get("/api/v1/state?at=" + then).body(),
            node.get("/api/v1/state/diff?from=" + then + "&to=" + second).body(),
            node.get("/api/v1/audit?limit=20").body(),
            revert(true, "{'revision':%d}".formatted(then)).body(),
            revert(false, "{'revision':%d}".formatted(then)).body());

    assertThat(answers).noneMatch(a -> a.contains("first-secret") || a.contains("second-secret"));
    assertThat(answers.get(2)).contains("(secret)");
    assertThat(opened()).isEqualTo("first-secret");
  }

  private String opened() {
    String entity = EntityKeys.configuration(key, EntityKeys.SHARED);
    var service = node.server().service();
    var sealed =
        service
            .replay()
            .image()
            .entity(entity)
            .orElseThrow()
            .payload(ConfigurationChanged.class)
            .getSealed();
    return new String(service.trust().open(sealed, entity), StandardCharsets.UTF_8);
  }

  @Test
  void namesWhatStaysAsItIs() {
    JsonNode plan = json(revert(true, "{'revision':1}"));

    assertThat(texts(plan.path("notRevertible"), "family"))
        .contains("node", "primary", "promotion-order", "trust-anchor", "certificate");
    assertThat(plan.path("notRevertible")).allMatch(left -> left.path("why").asText().length() > 9);
  }

  @Test
  void leavesToAdministratorsWhatTheyAloneMayChange() {
    long before = set(key, "a");
    String certificate = "{\"alias\":\"%s\",\"names\":[\"w.example\"]}".formatted(key);
    assertThat(node.json("POST", "/api/v1/certificates", certificate).status()).isEqualTo(200);
    set(key, "b");
    String cluster = node.server().service().settings().cluster();
    String operator = "Bearer " + TestSessions.token(cluster, Role.OPERATOR);
    byte[] body = "{\"revision\":%d}".formatted(before).getBytes(StandardCharsets.UTF_8);
    String path = "/api/v1/state/revert?dry-run=";

    JsonNode plan =
        json(node.sendBare("POST", path + true, body, "Authorization", operator, TYPE, MEDIA));
    JsonNode done =
        json(node.sendBare("POST", path + false, body, "Authorization", operator, TYPE, MEDIA));
    JsonNode rest = json(revert(true, "{'revision':%d}".formatted(before)));

    assertThat(texts(plan.path("changes"), "family", "name"))
        .containsExactly("configuration " + key);
    assertThat(texts(plan.path("notRevertible"), "family", "name", "why"))
        .contains("certificate " + key + " changing it asks for role admin");
    assertThat(done.path("changes")).isEqualTo(plan.path("changes"));
    assertThat(texts(rest.path("changes"), "family", "name")).containsExactly("certificate " + key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}",
        "{'revision':1,'change':2}",
        "{'revision':0}",
        "{'revision':1,'force':true}",
        "{'revison':1}"
      })
  void saysWhatARequestLacks(String body) {
    Answer answer = revert(true, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("malformed-request");
  }
}
