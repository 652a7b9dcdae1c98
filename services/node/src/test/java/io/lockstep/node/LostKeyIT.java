package io.lockstep.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.LogConnection;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.schema.Problem;
import io.lockstep.trust.signature.NodeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member whose key file was lost: it is no forger, and says so itself. */
class LostKeyIT {
  @TempDir Path folder;

  @Test
  void isToldByTheNodeWhichSendsNothingAndMendedByANewJoin() throws IOException {
    LogConnection log = TestCluster.founded();
    Path key = folder.resolve("n2/data/node.key");
    try (TestNode first = TestNode.start(log, folder, "n1").awaitReady()) {
      TestNode.start(log, folder, "n2").awaitReady().close();
      String known = NodeKeys.load(key).fingerprint();
      Files.delete(key);

      try (TestNode second = TestNode.start(log, folder, "n2")) {
        assertThat(second.awaitProblem("node-key-lost"))
            .contains(key.toString(), known, NodeKeys.load(key).fingerprint())
            .contains("restore", "lockstep node remove n2", "lockstep token create --for-node n2");
        Answer change = second.set("a", "1");
        assertThat(change.status()).isEqualTo(403);
        assertThat(change.code()).isEqualTo("node-key-lost");
        assertThat(first.set("a", "2").status()).isEqualTo(200);
        assertThat(first.server().service().status().warnings())
            .extracting(Problem::getCode)
            .doesNotContain(Warnings.TAMPERED);

        assertThat(first.json("DELETE", "/api/v1/nodes/n2", "").status()).isEqualTo(200);
        second.awaitProblem("node-removed");
        TestSecrets.give(key.getParent(), TestSecrets.token(log.cluster(), "spare1"));
        second.awaitReady();
        assertThat(second.set("a", "3").status()).isEqualTo(200);
      }
    }
  }
}
