package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest extends AgainstARecordedNode {
  private static final String PUT = "PUT /api/v1/configuration/a?scope=shared";

  private Run set(String... more) {
    String[] first = {"config", "set", "a", "b", "--cluster", folder.toString()};
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Run.lockstep(all);
  }

  @ParameterizedTest
  @CsvSource({
    "400, malformed, 2",
    "401, not-allowed, 4",
    "403, not-allowed, 4",
    "404, unknown-node, 1",
    "409, unsafe-promotion, 6",
    "412, conflict, 3",
    "422, invalid-value, 6",
    "500, internal, 1",
    "503, unavailable, 5",
    "504, outcome-unknown, 5"
  })
  void exitsByTheStatusOfTheAnswer(int status, String code, int exitCode) {
    node.answer(
        PUT, status, "{\"status\":" + status + ",\"detail\":\"d\",\"code\":\"" + code + "\"}");

    Run run = set();

    assertThat(run).isEqualTo(new Run(exitCode, "", "lockstep: d [" + code + "]\n"));
  }

  @Test
  void saysWhatAConflictFound() {
    node.answer(
        PUT,
        412,
        "{\"title\":\"Conflict\",\"status\":412,\"detail\":\"configuration/a has moved on\","
            + "\"code\":\"conflict\",\"commandId\":\"c-1\",\"entity\":\"configuration/a\","
            + "\"expectedRevision\":3,\"actualRevision\":5,\"actualValue\":\"x\\u001b[31m\"}");

    Run run = set();

    assertThat(run.err())
        .isEqualTo(
            """
            lockstep: configuration/a has moved on [conflict]
              entity: configuration/a
              expected revision: 3
              actual revision: 5
              actual value: x\\u001b[31m
              command id: c-1
            """);
  }

  @Test
  void writesAConflictAsJson() {
    node.answer(
        PUT,
        412,
        "{\"status\":412,\"detail\":\"d\",\"code\":\"conflict\",\"expectedRevision\":3,"
            + "\"actualRevision\":5,\"actualValue\":\"x\"}");

    Run run = set("--output", "json");

    assertThat(run)
        .isEqualTo(
            new Run(
                3,
                "",
                """
                {
                  "code" : "conflict",
                  "message" : "d",
                  "exitCode" : 3,
                  "status" : 412,
                  "expectedRevision" : 3,
                  "actualRevision" : 5,
                  "actualValue" : "x"
                }
                """));
  }

  @Test
  void tellsWhereToAskForAnUndecidedChange() {
    node.answer(PUT, 202, "{\"commandId\":\"c-1\",\"status\":\"pending\"}");

    Run run = set();

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err())
        .contains("not decided yet", "GET " + node.url() + "/api/v1/commands/", "[pending]")
        .contains("command id: ");
  }

  @Test
  void namesEveryNodeThatDoesNotAnswer() {
    String url = node.url();
    node.close();

    Run run = set();

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err())
        .contains("no node of", "nothing was sent", "n1 at http://127.0.0.1:1", "n2 at " + url);
  }

  @Test
  void talksToNoOtherNodeThanTheOneNamed() {
    Run run = set("--node", "n1");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("no node answers at http://127.0.0.1:1", "[unavailable]");
  }

  @Test
  void namesTheNodesThereAreForAnUnknownOne() {
    Run run = set("--node", "n9");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no node n9", "it has n1, n2", "[unknown-node]");
  }

  @Test
  void doesNotTakeAnotherServersPageForAnAnswer() {
    node.answer(PUT, 404, "text/html", "<html>no such page</html>\nmore");

    Run run = set();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("answered 404 with <html>no such page</html>, not with");
  }

  @Test
  void saysHowToStartAClusterWhereThereIsNone() {
    Run run = Run.lockstep("config", "list", "--cluster", folder.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("does not exist", "lockstep up", "--cluster", "[no-cluster]");
  }

  @Test
  void saysWhatIsWrongWithAClusterFolder() throws IOException {
    Files.writeString(folder.resolve("cluster.json"), "{\"cluster\":");

    Run run = set();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("cluster.json is no JSON", "[bad-cluster-folder]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n1:8101",
        "//n1:8101",
        "ftp://n1:8101",
        "https://::1:8101",
        "https://node_1:8101",
        "https://n1:99999"
      })
  void saysWhichAddressOfAClusterFolderNobodyCanCall(String url) throws IOException {
    Files.writeString(
        folder.resolve("cluster.json"),
        "{\"cluster\": \"c\", \"nodes\": [{\"id\": \"n1\", \"url\": \"" + url + "\"}]}");

    Run run = set();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("node n1", "\"" + url + "\"", "http://HOST:PORT", "[bad-cluster-folder]");
  }

  @Test
  void namesTheLineOfAMalformedImport() throws IOException {
    Path file = Files.writeString(folder.resolve("a.properties"), "a=1\n# c\nb=\\u12\n");

    Run run = Run.lockstep("config", "import", file.toString(), "--cluster", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("a.properties line 3 has a \\u", "[malformed-file]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config set a|Missing required parameter: 'VALUE'",
        "config set a b c|'c'",
        "config set a b --expect-revision x|--expect-revision",
        "config set a b --expect-revision -1|--expect-revision",
        "config|want one of set, get, list, unset, import, export",
        "confg list|did you mean config",
        "config list --output xml|--output"
      })
  void refusesAWrongCommandLineBeforeAnythingIsTried(String line, String text) {
    Run run = Run.lockstep(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(text, "[usage]");
  }
}
