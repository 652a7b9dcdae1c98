package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxOptionsTest {
  @TempDir private Path temp;
  private SandboxOptions defaults;

  @BeforeEach
  void takeDefaults() {
    defaults = SandboxOptions.of(temp);
  }

  @Test
  void hasTheDefaultsOfTheDocumentation() {
    assertThat(defaults.cluster()).isEqualTo("sandbox");
    assertThat(defaults.nodes()).isEqualTo(3);
    assertThat(defaults.kafka()).isEqualTo("127.0.0.1:19092");
    assertThat(defaults.registry()).hasToString("http://127.0.0.1:18081/apis/registry/v3");
    assertThat(defaults.ports().node(3)).isEqualTo(8103);
  }

  @Test
  void runNodesOnTheClassPathOfThisProcessWithAbsolutePaths() {
    assertThat(defaults.nodeProgram()).startsWith("-cp").endsWith("io.lockstep.cli.Main");
    assertThat(defaults.nodeProgram().get(1).split(File.pathSeparator))
        .allSatisfy(entry -> assertThat(entry).startsWith(File.separator));
  }

  @Test
  void areTakenFromTheFolderOnceTheyWereWrittenThere() {
    SandboxOptions options =
        defaults
            .withCluster("blue")
            .withNodes(5)
            .withPorts(new SandboxPorts(1, 2, 3, 4, 5))
            .withNodeSettings(Map.of("node.site", "münchen = \\ #1"));

    OptionsFile.write(new Layout(temp), options);

    assertThat(SandboxOptions.of(temp)).isEqualTo(options);
  }

  @Test
  void refuseAFolderWhoseOptionsAreDamaged() {
    Texts.write(new Layout(temp).optionsFile(), "cluster=a\nnodes=three\n");

    assertThatThrownBy(() -> SandboxOptions.of(temp))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("sandbox.properties");
  }

  @Test
  void refuseAClusterNameThatNoTopicCouldHave() {
    assertThatThrownBy(() -> defaults.withCluster("a b"))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("cluster name 'a b'");
  }

  @Test
  void refuseAPortThatIsUsedTwice() {
    assertThatThrownBy(() -> defaults.withPorts(new SandboxPorts(8102, 2, 3, 4, 8101)))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("port 8102 is used twice, by --kafka-port and --first-node-port");
  }

  @Test
  void refuseAPortOutOfRange() {
    assertThatThrownBy(() -> defaults.withPorts(new SandboxPorts(0, 2, 3, 4, 5)))
        .hasMessageContaining("port 0 (--kafka-port) is not between 1 and 65535");
  }

  @Test
  void refuseNoNodes() {
    assertThatThrownBy(() -> defaults.withNodes(0)).hasMessageContaining("1 to 32 nodes, not 0");
  }
}
