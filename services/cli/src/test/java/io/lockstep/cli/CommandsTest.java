package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandsTest extends AgainstARecordedNode {
  private static final String ACCEPTED =
      "{\"commandId\":\"c-1\",\"firstRevision\":8,\"revision\":8}";
  private static final String ITEM =
      "{\"key\":\"Cluster.mode\",\"scope\":\"shared\",\"value\":\"active\",\"revision\":5,"
          + "\"changeId\":\"ch-1\",\"actor\":\"ann\",\"origin\":\"n3\","
          + "\"time\":\"2026-11-21T00:00:00Z\"}";

  @Test
  void setsAParameterThroughTheFirstNodeThatAnswers() {
    node.answer("PUT /api/v1/configuration/Cluster.mode?scope=node%3An1", 200, ACCEPTED);

    Run run =
        lockstep(
            "config",
            "set",
            "Cluster.mode",
            "active",
            "--scope",
            "node:n1",
            "--expect-revision",
            "7");

    assertThat(run).isEqualTo(new Run(0, "Cluster.mode set in node:n1 at revision 8\n", ""));
    assertThat(node.lastRequest().text()).isEqualTo("{\"value\":\"active\"}");
    assertThat(node.lastRequest().header("Lockstep-Actor")).isNull();
    assertThat(node.lastRequest().header("Authorization")).isNull();
    assertThat(node.lastRequest().header("If-Match")).isEqualTo("\"7\"");
    assertThat(node.lastRequest().header("Idempotency-Key")).hasSize(36);
  }

  @Test
  void expectsNoValueAtRevisionZero() {
    node.answer("PUT /api/v1/configuration/a%20b%2Fc?scope=shared", 200, ACCEPTED);

    Run run = lockstep("config", "set", "a b/c", "1", "--expect-revision", "0");

    assertThat(run.exitCode()).isZero();
    assertThat(node.lastRequest().header("If-None-Match")).isEqualTo("*");
    assertThat(node.lastRequest().header("If-Match")).isNull();
  }

  @Test
  void showsAParameterAsATable() {
    node.answer("GET /api/v1/configuration/Cluster.mode?scope=shared", 200, ITEM);

    Run run = lockstep("config", "get", "Cluster.mode");

    assertThat(run.out())
        .isEqualTo(
            """
            KEY           SCOPE   VALUE   REVISION  ACTOR  TIME
            Cluster.mode  shared  active  5         ann    2026-11-21T00:00:00Z
            """);
  }

  @Test
  void showsAParameterAsJson() {
    node.answer(
        "GET /api/v1/configuration/Cluster.mode?scope=shared&min-revision=5"
            + "&consistency=linearizable",
        200,
        ITEM);

    Run run =
        lockstep(
            "config",
            "get",
            "Cluster.mode",
            "--min-revision=5",
            "--linearizable",
            "--output",
            "json");

    assertThat(run.out())
        .isEqualTo(
            """
            {
              "key" : "Cluster.mode",
              "scope" : "shared",
              "value" : "active",
              "secret" : false,
              "revision" : 5,
              "changeId" : "ch-1",
              "actor" : "ann",
              "origin" : "n3",
              "time" : "2026-11-21T00:00:00Z"
            }
            """);
  }

  @Test
  void importsAPropertiesFileAsOneChange() throws IOException {
    node.answer(
        "POST /api/v1/changes", 200, "{\"commandId\":\"c\",\"firstRevision\":8,\"revision\":9}");
    Path file = Files.writeString(folder.resolve("a.properties"), "# c\na=1\nb=x\\\n  y\na=2\n");

    Run run = lockstep("config", "import", file.toString(), "--scope", "site:s");

    assertThat(run.out()).isEqualTo("2 parameters imported as one at revisions 8 to 9\n");
    assertThat(node.lastRequest().text())
        .isEqualTo(
            "{\"operations\":[{\"op\":\"set\",\"key\":\"a\",\"scope\":\"site:s\",\"value\":\"2\"},"
                + "{\"op\":\"set\",\"key\":\"b\",\"scope\":\"site:s\",\"value\":\"xy\"}]}");
  }

  @Test
  void exportsASortedPropertiesFile() {
    node.answer(
        "GET /api/v1/configuration?scope=shared",
        200,
        "{\"revision\":9,\"items\":[" + ITEM + "," + ITEM.replace("Cluster.mode", "A b") + "]}");

    Run run = lockstep("config", "export");

    assertThat(run.out()).isEqualTo("A\\ b=active\nCluster.mode=active\n");
  }

  @Test
  void showsWhatAPlanWouldDoToEachFile() throws IOException {
    node.answer(
        "POST /api/v1/changes?dry-run=true",
        200,
        "{\"accepted\":true,\"revision\":7,\"events\":[{\"entity\":\"configuration/a\","
            + "\"type\":\"ConfigurationChanged\",\"revision\":8}],\"files\":["
            + "{\"node\":\"n1\",\"path\":\"configuration.properties\",\"change\":\"replace\","
            + "\"before\":\"a=1\\nb=2\\n\",\"after\":\"a=3\\nb=2\\n\"},"
            + "{\"node\":\"n1\",\"path\":\"servers\",\"change\":\"keep\","
            + "\"before\":\"x\",\"after\":\"x\",\"seen\":\"disk\",\"problem\":\"it is a link\"},"
            + "{\"node\":\"n2\",\"path\":\"servers\",\"change\":\"keep\",\"seen\":\"image\"}]}");
    Path file = Files.writeString(folder.resolve("a.properties"), "a=3");

    Run run = lockstep("plan", file.toString());

    assertThat(run.out())
        .isEqualTo(
            """
            1 event would follow revision 7:
              8  ConfigurationChanged  configuration/a

            node n1: would replace configuration.properties
            --- n1/configuration.properties
            +++ n1/configuration.properties
            @@ -1,2 +1,2 @@
            -a=1
            +a=3
             b=2

            node n1: would keep servers: it is a link

            node n2 was not asked, so its disk was not seen: files of its product are shown with the managed values alone, and no change by hand; ask it with --node n2
            node n2: would keep servers
            """);
  }

  @Test
  void appliesASetOfChangesFromJson() throws IOException {
    node.answer("POST /api/v1/changes", 200, ACCEPTED);
    Path file =
        Files.writeString(
            folder.resolve("a.json"),
            "{\"operations\":[{\"op\":\"unset\",\"key\":\"k\",\"expectedRevision\":3}]}");

    Run run = lockstep("apply", file.toString());

    assertThat(run.out()).isEqualTo("1 operation applied as one at revision 8\n");
    assertThat(node.lastRequest().text())
        .isEqualTo(
            "{\"operations\":[{\"op\":\"unset\",\"key\":\"k\",\"scope\":\"shared\","
                + "\"expectedRevision\":3}]}");
  }

  @Test
  void listsNodesWithAndWithoutAReport() {
    node.answer(
        "GET /api/v1/nodes",
        200,
        "{\"revision\":7,\"items\":[{\"id\":\"n1\",\"host\":\"n1.localhost\",\"url\":\"http://a\","
            + "\"state\":\"ACTIVE\",\"primary\":true,\"roles\":[\"web\",\"engine\"],"
            + "\"report\":{\"state\":\"ONLINE\",\"receivedRevision\":7,\"writtenRevision\":7,\"activeRevision\":7,"
            + "\"digest\":\"0123456789abcdef\",\"ageMillis\":120,\"problems\":[]}},"
            + "{\"id\":\"n2\",\"host\":\"h\",\"url\":\"http://b\",\"state\":\"DRAINED\","
            + "\"primary\":false,\"report\":null}]}");

    Run run = lockstep("node", "list");

    assertThat(run.out())
        .isEqualTo(
            """
            ID  STATE    ROLE       REPORTS      REVISION  DIGEST        AGE     HOST          URL       ROLES
            n1  ACTIVE   primary    ONLINE       7         0123456789ab  120 ms  n1.localhost  http://a  web,engine
            n2  DRAINED  secondary  nothing yet  -         -             -       h             http://b  -
            """);
  }

  @Test
  void changesTheMembershipAndThePrimary() {
    node.answer("POST /api/v1/nodes/n3/drain", 200, ACCEPTED)
        .answer("POST /api/v1/nodes/n3/resume", 200, ACCEPTED)
        .answer("DELETE /api/v1/nodes/n3", 200, ACCEPTED)
        .answer("POST /api/v1/primary", 200, ACCEPTED);

    assertThat(lockstep("node", "drain", "n3").out()).isEqualTo("node n3 drained at revision 8\n");
    assertThat(lockstep("node", "resume", "n3").out()).isEqualTo("node n3 resumed at revision 8\n");
    assertThat(lockstep("node", "remove", "n3").out()).isEqualTo("node n3 removed at revision 8\n");
    assertThat(lockstep("primary", "promote", "n3").out())
        .isEqualTo("node n3 is primary at revision 8\n");
    assertThat(node.lastRequest().text()).isEqualTo("{\"node\":\"n3\"}");
  }

  @Test
  void carriesTheServersFileByteForByte() throws IOException {
    String text = "# ü\r\nn1.localhost\thttps://n1.localhost:444\r\n";
    node.answer("PUT /api/v1/promotion-order", 200, ACCEPTED)
        .answer("GET /api/v1/promotion-order", 200, "text/plain; charset=utf-8", text);
    Path in = Files.writeString(folder.resolve("servers"), text);
    Path out = folder.resolve("exported");

    Run imported = lockstep("servers", "import", in.toString());
    byte[] sent = node.lastRequest().body();
    Run exported = lockstep("servers", "export", out.toString());

    assertThat(imported.out()).isEqualTo("promotion order set at revision 8\n");
    assertThat(sent).isEqualTo(Files.readAllBytes(in));
    assertThat(exported).isEqualTo(new Run(0, "", ""));
    assertThat(out).hasSameBinaryContentAs(in);
    assertThat(node.lastRequest().header("Accept")).isEqualTo("text/plain");
    assertThat(lockstep("servers", "export").out()).isEqualTo(text);
    assertThat(lockstep("servers", "export", "-").out()).isEqualTo(text);
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void refusesAnEmptyNameBeforeItAsks() {
    Run run = lockstep("config", "set", "", "value");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a name is empty");
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void failsBack() {
    node.answer("POST /api/v1/primary/failback", 200, "{\"revision\":9}");

    assertThat(lockstep("primary", "failback").out())
        .isEqualTo("the first of the promotion order is primary at revision 9\n");
  }

  @Test
  void unpins() {
    node.answer("POST /api/v1/primary/unpin", 200, "{\"revision\":9}");

    assertThat(lockstep("primary", "unpin").out())
        .isEqualTo("the primary is not pinned any more at revision 9\n");
  }

  @Test
  void showsThePrimary() {
    node.answer(
        "GET /api/v1/primary",
        200,
        "{\"epoch\":2,\"node\":\"n1\",\"reason\":\"MANUAL\",\"revision\":4,\"time\":\"t\","
            + "\"pinned\":true}");

    assertThat(lockstep("primary", "show").out())
        .isEqualTo(
            "EPOCH  NODE  REASON  REVISION  TIME  PINNED\n"
                + "2      n1    MANUAL  4         t     yes\n");
  }
}
