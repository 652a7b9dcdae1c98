package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.process.CannotStartException;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.image.EntityKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new cluster secret, while changes go on and a node is away. */
@Tag("long")
class RotationIT {
  private static SecretVersion version(TestCluster cluster, String node, int number) {
    return cluster.service(node).replay().image().trust().secretVersion(number).orElseThrow();
  }

  private static void seal(TestCluster cluster, String key, String value) throws Exception {
    NodeTrust trust = cluster.service("n1").trust();
    String entity = EntityKeys.configuration(key, EntityKeys.SHARED);
    Outcome outcome =
        cluster
            .service("n1")
            .gateway()
            .submit(
                io.lockstep.node.command.Submissions.own(
                    "tester",
                    new SetConfiguration(
                        key,
                        EntityKeys.SHARED,
                        "",
                        trust.seal(value.getBytes(StandardCharsets.UTF_8), entity))))
            .get(30, TimeUnit.SECONDS)
            .orElseThrow();
    assertThat(outcome.getResult()).isEqualTo(OutcomeResult.ACCEPTED);
  }

  private static void rotate(TestCluster cluster, String node) throws Exception {
    Outcome outcome =
        cluster
            .service(node)
            .rotation()
            .rotate("tester", null)
            .get(30, TimeUnit.SECONDS)
            .orElseThrow();
    assertThat(outcome.getResult()).as("%s", outcome).isEqualTo(OutcomeResult.ACCEPTED);
  }

  @Test
  void reachesEveryNodeAndRetiresTheOldOneOnceAllHaveIt() throws Exception {
    try (TestCluster cluster = TestCluster.found(Optional.of("n1"))) {
      cluster.startLocal("n1", "n2", "n3");
      seal(cluster, "password", "swordfish");
      cluster.write("n1", Write.set("before", "1"));
      cluster.node("n3").stop();
      cluster.forget("n3");
      cluster.startClients();
      cluster.awaitWrites(20);

      rotate(cluster, "n2");
      cluster.awaitWrites(20);

      for (String node : List.of("n1", "n2")) {
        assertThat(cluster.service(node).trust().ring().versions()).containsExactly(1, 2);
        assertThat(cluster.service(node).trust().fingerprint())
            .isEqualTo(version(cluster, node, 2).getFingerprint());
      }
      Awaitility.await("the password is sealed again")
          .atMost(TestCluster.PATIENCE)
          .until(
              () -> cluster.service("n2").replay().image().trust().envelopesOlderThan(2).isEmpty());
      assertThat(version(cluster, "n1", 1).getState()).isEqualTo(SecretState.RETIRING);

      cluster.startLocal("n3");
      assertThat(cluster.service("n3").trust().ring().current().version()).isEqualTo(2);
      Awaitility.await("version 1 retires")
          .atMost(TestCluster.PATIENCE)
          .until(() -> version(cluster, "n1", 1).getState() == SecretState.RETIRED);
      rotate(cluster, "n1");
      Assertions.assertThatThrownBy(() -> cluster.local("n4"))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("secret-mismatch")
          .hasMessageContaining(version(cluster, "n1", 3).getFingerprint());
      Files.copy(
          cluster.folder("n1").resolve("data/taeh"),
          cluster.folder("n4").resolve("data/taeh"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      cluster.startLocal("n4");
      assertThat(cluster.service("n4").trust().ring().versions()).containsExactly(1, 2, 3);
      cluster.verify();
      for (String node : List.of("n1", "n2", "n3", "n4")) {
        assertThat(cluster.service(node).status().warnings()).as(node).isEmpty();
      }
    }
  }
}
