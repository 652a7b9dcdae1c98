package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands of the past ask, and how they show it. */
class PastCommandsTest {
  private static final String PLAN =
      """
      {"head": 9, "changes": [{"family": "configuration", "name": "a", "scope": "shared",
        "operation": "changed", "fields": [{"name": "value", "before": "2", "after": "1"}]}],
       "notRevertible": [{"family": "node", "name": "n3", "scope": null, "why": "members join"}],
       "overwritten": []}
      """;
  private static final String DONE =
      "{\"commandId\":\"c\",\"firstRevision\":10,\"revision\":10,\"changes\":[{}],"
          + "\"notRevertible\":[]}";
  private static final String CHANGES =
      """
      id: 7
      event: change
      data: {"revision":7,"time":"t7","actor":"ann","origin":"n1","sentence":"parameter a set"}

      : alive

      id: 8
      event: change
      data: {"revision":8,"time":"t8","actor":"bob","origin":"n2","sentence":"parameter b\\nset"}

      """;

  @TempDir private Path folder;
  private RecordedNode node;

  @BeforeEach
  void listen() throws IOException {
    node = new RecordedNode();
    node.clusterFolder(folder);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private Run lockstep(String... args) {
    return Run.lockstep(
        Stream.concat(List.of(args).stream(), Stream.of("--cluster", folder.toString()))
            .toArray(String[]::new));
  }

  @Test
  void listsTheValuesThatAParameterHad() {
    node.answer(
        "GET /api/v1/configuration/a/history?scope=node%3An1&limit=5",
        200,
        """
        {"key": "a", "scope": "node:n1", "next": null, "begins": 3, "items": [
          {"revision": 9, "time": "t9", "actor": "ann", "origin": "n1", "operation": "removed",
           "value": null, "secret": false},
          {"revision": 8, "time": "t8", "actor": "ann", "origin": "n1", "operation": "set",
           "value": null, "secret": true},
          {"revision": 7, "time": "t7", "actor": "bob", "origin": "n2", "operation": "set",
           "value": "x", "secret": false}]}
        """);

    Run run = lockstep("config", "history", "a", "--scope", "node:n1", "--limit", "5");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "REVISION  TIME  ACTOR  ORIGIN  OPERATION  VALUE",
            "9         t9    ann    n1      removed    -",
            "8         t8    ann    n1      set        (secret)",
            "7         t7    bob    n2      set        x",
            "the journal begins with revision 3: older records were deleted");
  }

  @Test
  void showsAPastState() {
    node.answer(
        "GET /api/v1/state?at=7",
        200,
        """
        {"revision": 7, "time": "t7", "digest": "ab", "entities": [
          {"family": "configuration", "name": "a", "scope": "shared", "revision": 6,
           "fields": {"value": "x"}},
          {"family": "node", "name": "n1", "scope": null, "revision": 2,
           "fields": {"host": "h"}}]}
        """);

    assertThat(lockstep("state", "at", "7").out().lines())
        .containsExactly(
            "FAMILY         NAME  SCOPE   REVISION  STATE",
            "configuration  a     shared  6         x",
            "node           n1    -       2         {\"host\":\"h\"}",
            "revision 7 of t7, digest ab");
    assertThat(lockstep("state", "at", "7", "--output", "json").out()).contains("\"digest\"");
  }

  @Test
  void showsWhatDiffers() {
    node.answer(
        "GET /api/v1/state/diff?from=3&to=9",
        200,
        """
        {"from": 3, "to": 9, "changes": [{"family": "configuration", "name": "a",
          "scope": "shared", "operation": "added",
          "fields": [{"name": "value", "before": null, "after": "x"}]}]}
        """);
    node.answer("GET /api/v1/state/diff?from=9&to=9", 200, "{\"from\":9,\"to\":9,\"changes\":[]}");

    assertThat(lockstep("state", "diff", "3", "9").out())
        .contains("configuration  a     shared  added      value  -       x");
    assertThat(lockstep("state", "diff", "9", "9").out()).contains("the states do not differ");
  }

  @Test
  void showsWhatGoingBackWouldDoAndDoesNothing() {
    node.answer("POST /api/v1/state/revert?dry-run=true", 200, PLAN);

    Run run = lockstep("state", "revert", "5", "--dry-run");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("configuration  a     shared  changed    value  2       1")
        .contains("stays: node n3: members join");
    assertThat(node.requests()).hasSize(1);
    assertThat(node.lastRequest().text()).isEqualTo("{\"revision\":5}");
  }

  @Test
  void goesBackFromWhereItLooked() {
    node.answer("POST /api/v1/state/revert?dry-run=true", 200, PLAN);
    node.answer("POST /api/v1/state/revert", 200, DONE);

    Run run = lockstep("state", "revert", "--change", "5", "--force", "--yes");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 entity taken back at revision 10");
    assertThat(node.lastRequest().text())
        .isEqualTo("{\"change\":5,\"force\":true,\"expectHead\":9}");
  }

  @Test
  void namesTheOptionByWhichWhatLaterChangesOverwroteGoesToo() {
    String later =
        "[{\"family\":\"configuration\",\"name\":\"a\",\"revision\":8,\"actor\":\"bob\"}]";
    node.answer(
        "POST /api/v1/state/revert?dry-run=true",
        200,
        PLAN.replace("\"overwritten\": []", "\"overwritten\": " + later));

    Run run = lockstep("state", "revert", "--change", "5", "--yes");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("(configuration a at revision 8 by bob)", "--force takes them back too");
  }

  @Test
  void printsOneDocumentForPrograms() {
    node.answer("POST /api/v1/state/revert?dry-run=true", 200, PLAN);
    node.answer("POST /api/v1/state/revert", 200, DONE);

    Run run = lockstep("state", "revert", "5", "--yes", "--output", "json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("{").contains("\"commandId\"").doesNotContain("head");
  }

  @Test
  void saysThatSomethingChangedMeanwhile() {
    node.answer("POST /api/v1/state/revert?dry-run=true", 200, PLAN);
    node.answer(
        "POST /api/v1/state/revert",
        409,
        "{\"status\":409,\"code\":\"head-moved\",\"detail\":\"revision 10 is the newest\"}");

    Run run = lockstep("state", "revert", "5", "--yes");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("revision 10 is the newest [head-moved]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state revert",
        "state revert 5",
        "state revert 5 --change 6 --yes",
        "state revert 5 --force --yes",
        "state revert 0 --yes",
        "state at -1",
        "watch --from -1"
      })
  void isUsedWrongly(String line) {
    Run run = lockstep(line.split(" "));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void printsEachChangeAsItComesAndGoesOnBehindTheLast() {
    node.answer("GET /api/v1/watch?from=7", 200, "text/event-stream", CHANGES);

    Run run = lockstep("watch", "--from", "7", "--count", "3");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .startsWith("7  t7  ann  n1  parameter a set", "8  t8  bob  n2  parameter b\\nset");
    assertThat(run.err()).contains("going on behind revision 8");
    assertThat(node.requests()).hasSize(2);
    assertThat(node.lastRequest().header("Last-Event-ID")).isEqualTo("8");
  }

  @Test
  void goesOnBehindWhereTheNodeWasWhenTheConnectionIsLostBeforeAnyChange() {
    node.answerFirst("GET /api/v1/watch", ": alive\n\n");
    node.answer("GET /api/v1/watch", 200, "text/event-stream", CHANGES.replace("7", "17"));

    Run run = lockstep("watch", "--count", "1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("going on behind revision 7");
    assertThat(node.requests()).hasSize(2);
    assertThat(node.lastRequest().header("Last-Event-ID")).isEqualTo("7");
  }

  @Test
  void endsWithTheSession() {
    node.answer(
        "GET /api/v1/watch",
        200,
        "text/event-stream",
        "event: end\ndata: {\"code\":\"session-expired\",\"reason\":\"it has ended\"}\n\n");

    Run run = lockstep("watch");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("it has ended [session-expired]");
  }

  @Test
  void printsADocumentALineForPrograms() {
    node.answer(
        "GET /api/v1/watch?from=1",
        200,
        "text/event-stream",
        "event: reset\ndata: {\"code\":\"history-incomplete\",\"reason\":\"r\",\"revision\":4}\n\n"
            + "id: 4\nevent: state\ndata: {\"revision\":4,\"entities\":[]}\n\n"
            + CHANGES);

    Run run = lockstep("watch", "--from", "1", "--count", "1", "--output", "json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .hasSize(3)
        .element(1)
        .isEqualTo("{\"event\":\"state\",\"id\":4,\"data\":{\"revision\":4,\"entities\":[]}}");
  }
}
