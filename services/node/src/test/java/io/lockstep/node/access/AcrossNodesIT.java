package io.lockstep.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSessions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session of one node is one of all. */
class AcrossNodesIT {
  @TempDir Path folder;

  private static int status(TestNode node, String token) {
    return node.sendBare("GET", "/api/v1/state", null, "Authorization", TestSessions.bearer(token))
        .status();
  }

  @Test
  void aTokenIsGoodOnEveryNodeAndRevokedOnEveryNode() {
    LogConnection log = TestCluster.founded();
    List<TestNode> nodes = new ArrayList<>();
    try {
      for (String id : List.of("n1", "n2", "n3")) {
        nodes.add(TestNode.start(log, folder, id).awaitReady());
      }
      Answer made =
          nodes
              .get(0)
              .json(
                  "POST",
                  "/api/v1/tokens",
                  "{\"kind\":\"session\",\"subject\":\"carol\",\"role\":\"viewer\"}");
      String token = made.field("value");

      assertThat(nodes).allSatisfy(node -> assertThat(status(node, token)).isEqualTo(200));

      assertThat(nodes.get(2).send("DELETE", "/api/v1/tokens/" + made.field("id"), null).status())
          .isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(nodes)
                      .allSatisfy(node -> assertThat(status(node, token)).isEqualTo(401)));
    } finally {
      nodes.forEach(TestNode::close);
    }
  }

  @Test
  void aTokenStaysGoodWhenTheClusterGetsItsNextSecret() {
    try (TestNode node = TestNode.start(TestCluster.founded(), folder, "n1").awaitReady()) {
      String token =
          node.json(
                  "POST",
                  "/api/v1/tokens",
                  "{\"kind\":\"session\",\"subject\":\"dave\",\"role\":\"viewer\"}")
              .field("value");

      Answer rotated = node.json("POST", "/api/v1/secret/rotate", "");

      assertThat(rotated.status()).as("%s", rotated).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(node.get("/api/v1/secret").body())
                      .contains("\"version\":2", "\"state\":\"current\"")
                      .contains(node.server().service().trust().fingerprint()));
      assertThat(status(node, token)).isEqualTo(200);
    }
  }
}
