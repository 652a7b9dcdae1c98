package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What operators of the product ask and change. */
class OperationsCommandsTest extends AgainstARecordedNode {
  private static final String ACCEPTED =
      "{\"commandId\":\"c-1\",\"firstRevision\":8,\"revision\":8}";

  private static String nodes(long active) {
    return "{\"revision\":8,\"items\":[{\"id\":\"n2\",\"host\":\"h\",\"url\":\"http://127.0.0.1:1\","
        + "\"state\":\"ACTIVE\",\"primary\":true,\"roles\":[\"web\",\"engine\"],"
        + "\"report\":{\"state\":\"ONLINE\",\"receivedRevision\":8,\"writtenRevision\":8,"
        + "\"activeRevision\":"
        + active
        + "}},{\"id\":\"n3\",\"host\":\"i\",\"url\":\"http://127.0.0.1:1\",\"state\":\"DRAINED\","
        + "\"primary\":false,\"report\":null}]}";
  }

  @Test
  void changesWhatANodeIsFor() {
    node.answer("PATCH /api/v1/nodes/n2", 200, ACCEPTED);

    Run run =
        lockstep(
            "node",
            "set",
            "n2",
            "--role",
            "engine",
            "--no-role",
            "web",
            "--attribute",
            "PGP=true",
            "--no-attribute",
            "rack",
            "--site",
            "west");

    assertThat(run).isEqualTo(new Run(0, "node n2 changed at revision 8\n", ""));
    assertThat(node.lastRequest().text())
        .isEqualTo(
            "{\"site\":\"west\",\"addRoles\":[\"engine\"],\"removeRoles\":[\"web\"],"
                + "\"attributes\":{\"PGP\":\"true\"},\"removeAttributes\":[\"rack\"]}");
    assertThat(node.lastRequest().header("Idempotency-Key")).hasSize(36);
  }

  @Test
  void changesNothingOfANodeWhereNothingIsNamed() {
    Run run = lockstep("node", "set", "n2");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("nothing to change of node n2");
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void maintenanceIsOnOnceEveryActiveMemberSaysSo() {
    node.answer("PUT /api/v1/configuration/Cluster.maintenance?scope=shared", 200, ACCEPTED)
        .answer("GET /api/v1/nodes", 200, nodes(8));

    Run run = lockstep("maintenance", "on");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .matches("NODE  AFTER\nn2    [0-9]+ ms\nmaintenance is on since revision 8\n");
    assertThat(node.requests().get(0).text()).isEqualTo("{\"value\":\"on\"}");
  }

  @Test
  void whoHasNotAcknowledgedIsNamed() {
    node.answer("PUT /api/v1/configuration/Cluster.maintenance?scope=shared", 200, ACCEPTED)
        .answer("GET /api/v1/nodes", 200, nodes(7));

    Run run = lockstep("maintenance", "off", "--wait", "300ms");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err())
        .contains("n2 did not say within 300ms", "[not-acknowledged]")
        .contains("\n  n2: its hooks have made active up to revision 7\n");
    assertThat(run.err()).doesNotContain("n3 did");
    assertThat(lockstep("maintenance", "off", "--wait", "soon").exitCode()).isEqualTo(2);
  }

  @Test
  void saysWhichMemberIsWhereNoClientCanCall() {
    node.answer(
        "GET /api/v1/nodes", 200, nodes(8).replace("http://127.0.0.1:1", "https://node_3:8101"));

    Run run = lockstep("node", "resync", "n3");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("node n3", "https://node_3:8101", "node.url", "cluster.json", "[bad-address]");
  }

  @Test
  void showsWhetherMaintenanceIsOn() {
    node.answer(
            "GET /api/v1/configuration?scope=shared&prefix=Cluster.maintenance",
            200,
            "{\"revision\":8,\"items\":[{\"key\":\"Cluster.maintenance\",\"scope\":\"shared\","
                + "\"value\":\"on\",\"revision\":8,\"changeId\":\"c\",\"actor\":\"ann\","
                + "\"origin\":\"n2\",\"time\":\"2026-11-21T00:00:00Z\"}]}")
        .answer("GET /api/v1/nodes", 200, nodes(8));

    assertThat(lockstep("maintenance", "show", "--output", "json").out())
        .contains("\"why\" : null", "\"why\" : \"it is drained, and not waited for\"");
    assertThat(lockstep("maintenance", "show").out())
        .isEqualTo(
            """
            NODE  STATE    ACKNOWLEDGED  WHY
            n2    ACTIVE   yes           -
            n3    DRAINED  no            it is drained, and not waited for
            maintenance is on since revision 8, by ann
            """);
  }

  @Test
  void showsWhoTakesWhichTask() {
    node.answer(
        "GET /api/v1/workload",
        200,
        "{\"revision\":8,\"mode\":\"disabled\",\"together\":false,\"working\":[\"n1\",\"n2\"],"
            + "\"owner\":\"n1\",\"epoch\":3,\"policy\":\"attributeMatchPolicy\",\"nodes\":[],"
            + "\"tasks\":[{\"task\":\"PGP\",\"nodes\":[\"n2\"],\"reason\":\"PGP=true, in turn\"},"
            + "{\"task\":\"PUSH\",\"nodes\":[],\"reason\":\"no node has PUSH=true\"}],"
            + "\"untaken\":[\"PUSH\"]}");

    assertThat(lockstep("workload").out())
        .isEqualTo(
            """
            TASK  NODES   WHY
            PGP   n2      PGP=true, in turn
            PUSH  nobody  no node has PUSH=true
            mode disabled: n1, n2 work, each for itself; policy attributeMatchPolicy
            n1 alone has what one node does, in epoch 3
            nobody takes: PUSH
            """);
  }

  @Test
  void explainsANameOnceForAllNodesOfWhichTheSameIsSaid() {
    node.answer(
        "GET /api/v1/explain?name=conf%2Fa",
        200,
        "{\"name\":\"conf/a\",\"revision\":8,\"items\":[{\"node\":null,\"text\":\"no value\"},"
            + "{\"node\":\"n1\",\"text\":\"excluded\"},{\"node\":\"n2\",\"text\":\"excluded\"}]}");

    assertThat(lockstep("explain", "conf/a").out()).isEqualTo("no value\nn1, n2: excluded\n");
  }

  @Test
  void aPlanExplainsWhereAParameterHolds() throws IOException {
    String plan =
        "{\"accepted\":true,\"revision\":7,\"events\":[{\"entity\":\"configuration/k\",\"type\":"
            + "\"ConfigurationChanged\",\"revision\":8,\"reach\":[\"the value in scope shared holds"
            + " on n1; not on n2\"]}],\"files\":[]}";
    node.answer("POST /api/v1/changes?dry-run=true", 200, plan);
    var file = Files.writeString(folder.resolve("set.json"), CHANGES);

    assertThat(lockstep("plan", file.toString(), "--explain").out())
        .contains("configuration/k\n      the value in scope shared holds on n1; not on n2\n");
    assertThat(lockstep("plan", file.toString()).out()).doesNotContain("holds on");
  }

  private static final String CHANGES =
      "{\"operations\":[{\"op\":\"set\",\"key\":\"k\",\"value\":\"v\"}]}";

  @Test
  void aPreflightAsksEveryNodeAndFailsWhereOneDoesNotAnswer() {
    node.answer(
        "GET /api/v1/preflight",
        200,
        "{\"node\":\"n2\",\"items\":[{\"check\":\"broker\",\"subject\":\"b:1 127.0.0.1\","
            + "\"result\":\"pass\",\"what\":\"answers\",\"remedy\":\"\",\"millis\":3}]}");

    Run run = lockstep("preflight");
    Run one = lockstep("preflight", "--node", "n2", "--output", "json");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out())
        .contains("n1    node    http://127.0.0.1:1  fail", "start the node, or remove it")
        .contains("n2    broker  b:1 127.0.0.1", "1 passed, 1 failed");
    assertThat(one.exitCode()).isZero();
    assertThat(one.out()).contains("\"passed\" : 1", "\"failed\" : 0", "\"node\" : \"n2\"");
  }

  @Test
  void aNodeThatRefusesAPreflightIsNotSaidToBeGone() {
    node.answer(
        "GET /api/v1/preflight", 403, "{\"code\":\"forbidden\",\"detail\":\"not for viewers\"}");

    Run run = lockstep("preflight", "--node", "n2");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out()).contains("--token-file").doesNotContain("remove it");
  }

  @Test
  void aNodeThatNeverJoinedIsAWarningUntilItIsForgotten() {
    node.answer("GET /api/v1/preflight", 200, "{\"node\":\"n2\",\"items\":[]}");
    node.answer(
        "GET /api/v1/nodes",
        200,
        "{\"revision\":7,\"items\":[{\"id\":\"n2\",\"url\":\"%s\",\"state\":\"ACTIVE\"}]}"
            .formatted(node.url()));

    Run run = lockstep("preflight");
    Run forget = lockstep("node", "forget", "n1");
    Run afterwards = lockstep("preflight");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("n1    node   http://127.0.0.1:1  warn")
        .contains("no member of the cluster", "lockstep node forget n1");
    assertThat(forget).isEqualTo(new Run(0, "node n1 forgotten\n", ""));
    assertThat(afterwards.out()).doesNotContain("n1");
    assertThat(folder.resolve("cluster.json")).content().contains("\"n2\"", "19092", "pids");
    assertThat(lockstep("node", "forget", "n2").err()).contains("is a member", "node remove n2");
    assertThat(lockstep("node", "forget", "n9").err()).contains("names no node \"n9\"");
  }

  @Test
  void settingsOfAPreflightBeforeAJoinAreThoseOfANode() throws IOException {
    var config = Files.writeString(folder.resolve("node.properties"), "node.id=n9\n");

    Run run = lockstep("preflight", "--config", config.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("cluster.name is not set", "[invalid-settings]");
    assertThat(lockstep("preflight", "--profile", "shop").exitCode()).isEqualTo(2);
  }

  @Test
  void aPreflightBeforeAJoinMakesTheChecksOfABuiltInProfile() throws IOException {
    var config =
        Files.writeString(
            folder.resolve("node.properties"),
            """
            cluster.name=shop
            node.id=n9
            data.dir=%1$s/data
            files.dir=%1$s/files
            kafka.bootstrap.servers=127.0.0.1:1
            kafka.default.api.timeout.ms=500
            kafka.request.timeout.ms=500
            registry.url=http://127.0.0.1:1
            """
                .formatted(folder));

    Run run = lockstep("preflight", "--config", config.toString(), "--profile", "securetransport");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out()).contains("conf/taeh", "there is no such file");
    assertThat(lockstep("preflight", "--config", config.toString(), "--profile", "nosuch").err())
        .contains("no profile nosuch; built in are ", "wso2-apim");
  }

  @Test
  void aProfileThatIsBuiltInOrNotThereIsNotRemoved() {
    node.answer(
        "GET /api/v1/profiles",
        200,
        "{\"revision\":9,\"profiles\":[{\"name\":\"standard\",\"source\":\"builtin\"}]}");

    assertThat(lockstep("profile", "remove", "standard").err())
        .contains("profile standard is built in and stays", "[builtin-profile]");
    assertThat(lockstep("profile", "remove", "shop").err())
        .contains("there is no profile shop; lockstep profile list names", "[not-found]");
  }

  @Test
  void useOfAProfileSendsNoSecretFromTheCommandLine() {
    node.answer(
            "GET /api/v1/profiles/shop",
            200,
            """
            profile: shop
            format: 1
            text: A shop.
            parameters: {shop.password: {secret: true, text: x}}
            """)
        .answer("GET /api/v1/configuration", 200, "{\"revision\":9,\"items\":[]}");

    Run run = lockstep("profile", "use", "shop", "--set", "shop.password=hunter4");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("shop.password", "--value-file FILE", "[secret-on-command-line]")
        .doesNotContain("hunter4");
    assertThat(node.requests()).allMatch(request -> request.method().equals("GET"));
  }

  @Test
  void importLeavesOutWhatIsEachNodesOwnUnlessItIsOfANode() throws IOException {
    node.answer(
        "GET /api/v1/profiles/shop",
        200,
        """
        profile: shop
        format: 1
        text: A shop.
        parameters: {shop.port: {type: integer, scope: node, text: x}, shop.name: {text: x}}
        outputs:
          - path: shop.ini
            format: ini
            values: {port: {parameter: shop.port}, name: {parameter: shop.name}}
        """);
    node.answer("GET /api/v1/configuration", 200, "{\"revision\":9,\"items\":[]}");
    node.answer("POST /api/v1/changes?dry-run=true", 200, "{\"revision\":9}");
    Files.writeString(folder.resolve("shop.ini"), "port = 1\nname = a\n");
    String[] dry = {"profile", "import", "shop", "--dir", folder.toString(), "--dry-run"};

    String shared = lockstep(dry).out();
    String sent = node.lastRequest().text();
    String[] ofNode = Arrays.copyOf(dry, 8);
    ofNode[6] = "--scope";
    ofNode[7] = "node:n1";

    assertThat(shared)
        .contains("shop.port is each node's own and is left out; import it with --scope node:ID")
        .contains("1 parameter would be set");
    assertThat(sent).contains("shop.name").doesNotContain("shop.port");
    assertThat(lockstep(ofNode).out()).contains("2 parameters would be set");
  }
}
