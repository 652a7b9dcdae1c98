package io.lockstep.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.cluster.ClusterFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeAddressesTest {
  @TempDir Path cluster;

  @Test
  void keepsEveryNodeThatIsAddedAtTheSameTime() throws IOException {
    Files.writeString(cluster.resolve(ClusterFolder.FILE), "{\"cluster\": \"prod\"}");

    IntStream.range(0, 50)
        .parallel()
        .forEach(i -> NodeAddresses.remember(cluster, "n" + i, "https://n" + i + ":8101"));

    assertThat(ClusterFolder.read(cluster).nodes()).hasSize(50);
  }

  @Test
  void takesOutWhatIsThereOnly() throws IOException {
    Files.writeString(cluster.resolve(ClusterFolder.FILE), "{\"cluster\": \"prod\"}");
    NodeAddresses.remember(cluster, "n1", "https://n1:8101");

    assertThat(NodeAddresses.forget(cluster, "n2")).isFalse();
    assertThat(NodeAddresses.forget(cluster, "n1")).isTrue();
    assertThat(ClusterFolder.read(cluster).nodes()).isEmpty();
  }
}
