package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.testing.TestSessions;
import io.lockstep.node.testing.WatchReader;
import io.lockstep.trust.token.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A watch goes from node to node, killed and restarted ones, while clients write. */
@Tag("heavy")
class WatchOverNodesIT {
  private static TestCluster cluster;

  @BeforeAll
  static void found() {
    cluster = TestCluster.found(Optional.of("n1"));
    cluster.startProcesses("n1", "n2", "n3");
    cluster.write("n2", Write.set("Cluster.connectionTimeout", "2000"));
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static String url(String id) {
    return "https://127.0.0.1:" + cluster.settings(id).get("http.port");
  }

  @Test
  void losesNothingAndDoublesNothingWhenNodesAreKilled() {
    AtomicReference<String> home = new AtomicReference<>(url("n2"));
    String bearer =
        TestSessions.bearer(TestSessions.token(cluster.connection().cluster(), Role.VIEWER));
    try (WatchReader reader = WatchReader.start(home::get, bearer, "?from=1")) {
      cluster.startClients();
      cluster.awaitWrites(5);
      reader.awaitRevision(20);

      home.set(url("n1"));
      cluster.nodeProcess("n2").kill(); // the watched one
      cluster.awaitWrites(5);
      cluster.startProcesses("n2");
      home.set(url("n2"));
      cluster.nodeProcess("n1").kill(); // the watched one again, and the primary
      cluster.awaitWrites(5);
      cluster.startProcesses("n1");
      cluster.awaitWrites(5);

      long head = cluster.verify().image().revision();
      reader.awaitRevision(head);
      List<Long> revisions = reader.revisions();
      assertThat(revisions)
          .startsWith(LongStream.rangeClosed(1, head).boxed().toArray(Long[]::new));
      assertThat(revisions).doesNotHaveDuplicates().isSorted();
      assertThat(reader.connections()).isGreaterThanOrEqualTo(3);
    }
  }
}
