package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.testing.FreePort;
import io.lockstep.node.NodeService;
import io.lockstep.node.cluster.ClusterNode.Look;
import io.lockstep.node.observe.Duplicates;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.schema.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A primary's folder is copied, keys and all, and the copy is started too. */
class DuplicateNodeIT {

  @Test
  void bothSayItNeitherDecidesAndTheOneThatIsLeftIsReadyAgain() throws IOException {
    try (TestCluster cluster = TestCluster.found(Optional.of("n2"))) {
      cluster.startLocal("n1", "n2");
      cluster.write("n1", Write.set("Cluster.connectionTimeout", "2000"));
      cluster.awaitPrimary("n2");
      NodeService node = cluster.service("n2");

      try (NodeService copy = NodeService.start(NodeSettings.of(copied(cluster)))) {
        String itself = awaitDuplicate(node);
        String other = awaitDuplicate(copy);
        assertThat(itself).contains(node.incarnation(), copy.incarnation());
        assertThat(itself).contains(node.self().getUrl());
        assertThat(other).contains(node.incarnation(), copy.incarnation());
        assertThat(other).contains(copy.self().getUrl());

        cluster.await("n1", "takes over", Look::deciding);
        // It reads its last event back, while the successor may have done so already.
        cluster.await("n2", "has handed over", look -> !look.deciding());
        await().atMost(TestCluster.PATIENCE).until(() -> !copy.status().primary());
        cluster.write("n1", Write.set("key", "while both run"));
        assertThat(cluster.node("n1").look().problems()).isEmpty();
      }
      cluster.awaitReady("n2");

      cluster.write("n2", Write.set("key", "alone again"));
      cluster.verify();
    }
  }

  private static String awaitDuplicate(NodeService node) {
    return await()
        .atMost(TestCluster.PATIENCE)
        .until(() -> duplicate(node), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<String> duplicate(NodeService node) {
    return node.status().problems().stream()
        .filter(problem -> problem.getCode().equals(Duplicates.DUPLICATE_NODE))
        .map(Problem::getMessage)
        .findFirst();
  }

  private static Map<String, String> copied(TestCluster cluster) throws IOException {
    Path copy = cluster.folder("n2-copy");
    copy(cluster.folder("n2"), copy);
    Map<String, String> settings = cluster.settings("n2");
    settings.put("data.dir", copy.resolve("data").toString());
    settings.put("files.dir", copy.resolve("files").toString());
    settings.put("http.port", Integer.toString(FreePort.find()));
    return settings;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
