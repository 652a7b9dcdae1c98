package io.lockstep.node.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.materialize.check.CheckResult;
import io.lockstep.materialize.check.Verdict;
import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.node.preflight.LocalPreflight;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.schema.Member;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators ask of a node, and change of it, while it runs. */
@Tag("long")
class OperationsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ShopProfile shop = new ShopProfile();
  private LogConnection log;
  private TestNode node;

  @BeforeEach
  void start() {
    log = TestCluster.founded();
    node = TestNode.start(settings("n1"), shop).awaitReady();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Map<String, String> settings(String id) {
    Map<String, String> settings = TestNode.settings(log, folder, id);
    settings.put("node.host", id + ".localhost");
    settings.put("node.roles", "web");
    settings.put("node.attributes", "rack=r1");
    return settings;
  }

  private Member member(String id) {
    return node.server().service().replay().image().members().get(id).orElseThrow();
  }

  private Answer patch(String id, String body, String... headers) {
    return node.json("PATCH", "/api/v1/nodes/" + id, body, headers);
  }

  @Test
  void aPreflightLooksAtEverythingAndNamesTheClosedPort() {
    int closed = TestNode.freePort();
    shop.checks.add(new CheckSpec.Tcp("database", "127.0.0.1:" + closed, Duration.ofSeconds(5)));

    Answer answer = node.get("/api/v1/preflight");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "\"check\":\"database\",\"subject\":\"127.0.0.1:"
                + closed
                + " 127.0.0.1\","
                + "\"result\":\"fail\"")
        .contains("\"check\":\"broker\"", "\"check\":\"registry\"", "\"check\":\"schemas\"")
        .contains("\"check\":\"log\"", "\"check\":\"disk\"", "\"check\":\"secret\"");
    List<CheckResult> results = node.server().service().preflight().look();
    assertThat(results)
        .filteredOn(result -> result.check().equals("clock"))
        .extracting(CheckResult::result)
        .containsExactly(Verdict.PASS);
    assertThat(results)
        .filteredOn(result -> result.result() == Verdict.FAIL)
        .extracting(CheckResult::check)
        .containsExactly("database");
  }

  @Test
  void aPreflightReachesTheApisOfTheOthersAndSaysWhenOneIsGone() {
    TestNode second = TestNode.start(settings("n2"), shop).awaitReady();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node.server().service().preflight().look())
                    .filteredOn(result -> result.check().equals("member-api"))
                    .extracting(CheckResult::result)
                    .containsExactly(Verdict.PASS));

    second.close();

    assertThat(node.server().service().preflight().look())
        .filteredOn(result -> result.check().equals("member-api"))
        .allSatisfy(result -> assertThat(result.what()).startsWith("does not answer"))
        .extracting(CheckResult::result)
        .containsExactly(Verdict.FAIL);
  }

  private List<CheckResult> before(String id) {
    Map<String, String> settings = settings(id);
    return LocalPreflight.look(
        NodeSettings.of(settings), image -> shop, format -> Optional.empty());
  }

  private static CheckResult only(List<CheckResult> results, String check) {
    return results.stream().filter(r -> r.check().equals(check)).findFirst().orElseThrow();
  }

  @Test
  void beforeAJoinTheLogTellsTheMembersAndNothingIsLeftBehind() throws IOException {
    TestSecrets.install(settings("n2"));
    List<Path> there = files("n2");

    List<CheckResult> results = before("n2");

    assertThat(only(results, "cluster").what()).contains("1 members");
    assertThat(only(results, "member-api").result()).isEqualTo(Verdict.PASS);
    assertThat(results).filteredOn(r -> r.result() == Verdict.FAIL).isEmpty();
    assertThat(files("n2")).isEqualTo(there);
  }

  private List<Path> files(String id) throws IOException {
    try (var all = Files.walk(folder.resolve(id))) {
      return all.sorted().toList();
    }
  }

  @Test
  void beforeAJoinAnotherSecretIsNamedWithBothFingerprints() {
    Path data = folder.resolve("n2/data");
    ClusterSecret other = ClusterSecret.generate(1, new SecureRandom());
    data.toFile().mkdirs();
    new SecretFile(data.resolve(SecretFile.NAME)).create(other);

    CheckResult cluster = only(before("n2"), "cluster");

    assertThat(cluster.result()).isEqualTo(Verdict.FAIL);
    assertThat(cluster.what())
        .contains(
            "secret-mismatch", other.fingerprint(), TestSecrets.of(log.cluster()).fingerprint());
  }

  @Test
  void whatANodeIsForIsChangedWhileItRunsAndHoldsAfterItsRestart() {
    Answer changed =
        patch(
            "n1",
            "{\"site\":\"west\",\"addRoles\":[\"engine\"],\"removeRoles\":[\"web\"],"
                + "\"attributes\":{\"PGP\":\"true\"},\"removeAttributes\":[\"rack\"]}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(member("n1").getRoles()).containsExactly("engine");
    assertThat(member("n1").getSite()).isEqualTo("west");
    node.close();
    node = TestNode.start(settings("n1"), shop).awaitReady();

    assertThat(member("n1").getRoles()).containsExactly("engine");
    assertThat(member("n1").getAttributes()).isEqualTo(Map.of("PGP", "true"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node.server().service().status().warnings())
                    .anySatisfy(
                        warning -> {
                          assertThat(warning.getCode()).isEqualTo("settings-passed-over");
                          assertThat(warning.getMessage())
                              .contains("node.roles, node.attributes")
                              .doesNotContain("node.site");
                        }));
  }

  @Test
  void aChangeOfANodeIsRefusedWhereItSaysNothingOrSomethingElseCameFirst() {
    assertThat(patch("n1", "{}").status()).isEqualTo(400);
    assertThat(patch("n9", "{\"site\":\"west\"}").status()).isEqualTo(404);
    assertThat(patch("n1", "{\"addRoles\":[\"a b\"]}").status()).isEqualTo(422);
    assertThat(patch("n1", "{\"attributes\":{\"a=b\":\"c\"}}").status()).isEqualTo(422);
    assertThat(patch("n1", "{\"site\":\"a b\"}").status()).isEqualTo(422);
    assertThat(patch("n1", "{\"state\":\"DRAINED\"}").status()).isEqualTo(400);
    assertThat(patch("n1", "{\"site\":\"west\"}", "If-Match", "\"1\"").status()).isEqualTo(412);
  }

  @Test
  void theWorkloadFollowsAttributesPolicyAndDrain() {
    node.set("Cluster.mode", "active");
    node.set("EventQueue.DispatchPolicy.name", "attributeMatchPolicy");
    patch("n1", "{\"attributes\":{\"PGP\":\"true\"}}");

    assertThat(node.get("/api/v1/workload").body())
        .contains("\"mode\":\"active\"", "\"working\":[\"n1\"]", "\"owner\":\"n1\"")
        .contains("{\"task\":\"PGP\",\"nodes\":[\"n1\"]")
        .contains("\"untaken\":[\"FM_TRIGGERED\",\"MAINTENANCE\",\"PULL\",\"PUSH\"]");
  }

  @Test
  void whyANameIsKeptWhereIsExplained() {
    node.set("shop.port", "1");
    node.set("shop.port?scope=node:n1", "2");

    assertThat(node.get("/api/v1/explain?name=shop.port").body())
        .contains("the value in scope node:n1 holds on n1")
        .contains(
            "the value in scope shared holds on no node; not on n1, where the value in scope"
                + " node:n1 comes before it");
    assertThat(node.get("/api/v1/explain?name=conf/version.txt").body())
        .contains("{\"node\":\"n1\",\"text\":\"the product's own, not managed\"}");
    Answer plan =
        node.json(
            "POST",
            "/api/v1/changes?dry-run=true",
            "{\"operations\":[{\"op\":\"unset\",\"key\":\"shop.port\",\"scope\":\"node:n1\"}]}");
    assertThat(plan.body()).contains("\"reach\":[\"the value in scope shared holds on n1\"]");
  }
}
