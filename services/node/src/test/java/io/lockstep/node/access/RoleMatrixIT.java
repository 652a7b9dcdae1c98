package io.lockstep.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.LogConnection;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSessions;
import io.lockstep.trust.token.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each role may do, asked of a node. */
class RoleMatrixIT {
  private static final List<Role> RANKS = List.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN);

  @TempDir static Path folder;
  private static LogConnection log;
  private static TestNode node;

  @BeforeAll
  static void start() {
    log = TestCluster.founded();
    node = TestNode.start(log, folder, "n1").awaitReady();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Answer as(Role role, String method, String path) {
    return node.sendBare(
        method,
        path,
        method.equals("GET") ? null : new byte[] {'{', '}'},
        "Authorization",
        TestSessions.bearer(TestSessions.token(log.cluster(), role)),
        "Content-Type",
        path.endsWith("promotion-order") ? "text/plain" : "application/json");
  }

  private static boolean isLetIn(Answer answer) {
    return answer.status() != 401
        && !(answer.status() == 403 && answer.code().equals("not-allowed"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/state, VIEWER",
    "GET, /prometheus, VIEWER",
    "GET, /api/v1/configuration, VIEWER",
    "GET, /api/v1/tokens, VIEWER",
    "GET, /api/v1/secret, VIEWER",
    "GET, /api/v1/licences, VIEWER",
    "GET, /api/v1/openapi, VIEWER",
    "GET, /api/v1/profiles, VIEWER",
    "GET, /api/v1/profiles/standard, VIEWER",
    "GET, /api/v1/content, VIEWER",
    "GET, /api/v1/content/status, VIEWER",
    "GET, /api/v1/content/f/history?path=x, VIEWER",
    "POST, /api/v1/content/f/publish, OPERATOR",
    "POST, /api/v1/content/f/restore, OPERATOR",
    "DELETE, /api/v1/content/f?path=x, OPERATOR",
    "GET, /api/v1/audit, VIEWER",
    "GET, /api/v1/configuration/key/history, VIEWER",
    "GET, /api/v1/state?at=1, VIEWER",
    "GET, /api/v1/state/diff?from=1&to=2, VIEWER",
    "GET, /api/v1/watch?from=-1, VIEWER",
    "POST, /api/v1/state/revert, OPERATOR",
    "POST, /api/v1/state/revert?dry-run=true, OPERATOR",
    "GET, /api/v1/nothing, VIEWER",
    "GET, /routes, VIEWER",
    "PUT, /api/v1/configuration/key, OPERATOR",
    "DELETE, /api/v1/configuration/key, OPERATOR",
    "POST, /api/v1/changes, OPERATOR",
    "POST, /api/v1/changes?dry-run=true, OPERATOR",
    "GET, /api/v1/preflight, VIEWER",
    "GET, /api/v1/workload, VIEWER",
    "GET, /api/v1/explain?name=key, VIEWER",
    "PATCH, /api/v1/nodes/n9, OPERATOR",
    "POST, /api/v1/nodes/n9/drain, OPERATOR",
    "POST, /api/v1/nodes/n9/resume, OPERATOR",
    "POST, /api/v1/nodes/n9/resync, OPERATOR",
    "GET, /api/v1/nodes/n9/resync, VIEWER",
    "POST, /api/v1/primary, OPERATOR",
    "POST, /api/v1/primary/failback, OPERATOR",
    "POST, /api/v1/primary/unpin, OPERATOR",
    "PUT, /api/v1/promotion-order, OPERATOR",
    "DELETE, /api/v1/nodes/n9, ADMIN",
    "POST, /api/v1/tokens, ADMIN",
    "DELETE, /api/v1/tokens/x, ADMIN",
    "PUT, /api/v1/licences/n9/product, ADMIN",
    "DELETE, /api/v1/licences/n9/product, ADMIN"
  })
  void letsInWhoHasTheRoleAndNobodyBelow(String method, String path, Role least) {
    for (Role role : RANKS) {
      Answer answer = as(role, method, path);

      assertThat(isLetIn(answer))
          .as("%s: %s", role, answer)
          .isEqualTo(RANKS.indexOf(role) >= RANKS.indexOf(least));
    }
    assertThat(isLetIn(as(Role.NODE, method, path))).isEqualTo(least == Role.VIEWER);
  }

  @ParameterizedTest
  @CsvSource({"VIEWER, /api/v1/configuration/key", "OPERATOR, /api/v1/nodes/n9"})
  void saysWhichRoleItTakes(Role role, String path) {
    Answer answer = as(role, "DELETE", path);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.detail())
        .contains("DELETE " + path, "tester has role " + role.label(), "asks for role");
  }
}
