package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodePartTest {
  @TempDir private Path temp;

  @Test
  void writesTheSettingsOfItsNumber() {
    Layout layout = new Layout(temp);
    SandboxOptions options = SandboxOptions.of(temp).withNodeSettings(Map.of("node.site", "south"));

    new NodePart(layout, options, 2).prepare();

    assertThat(Texts.readProperties(layout.nodeProperties("n2")))
        .containsEntry("node.id", "n2")
        .containsEntry("node.url", "https://127.0.0.1:8102")
        .containsEntry("node.admin.url", "https://n2.localhost:444")
        .containsEntry("http.port", "8102")
        .containsEntry("kafka.bootstrap.servers", "127.0.0.1:19092")
        .containsEntry("node.site", "south");
  }

  @Test
  void keepsASettingThatSomeoneAdded() {
    Layout layout = new Layout(temp);
    Texts.write(layout.nodeProperties("n1"), "report.interval.ms=200\nhttp.port=9\n");

    new NodePart(layout, SandboxOptions.of(temp), 1).prepare();

    assertThat(Texts.readProperties(layout.nodeProperties("n1")))
        .containsEntry("report.interval.ms", "200")
        .containsEntry("http.port", "8101");
  }
}
