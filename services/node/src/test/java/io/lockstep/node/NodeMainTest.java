package io.lockstep.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process says, and its exit code, when a node cannot start. */
class NodeMainTest {
  @TempDir Path folder;
  private final PrintStream usual = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(usual);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("cluster.name", "c");
    settings.put("node.id", "n1");
    settings.put("http.port", Integer.toString(TestNode.freePort()));
    settings.put("data.dir", folder.resolve("data").toString());
    settings.put("files.dir", folder.resolve("files").toString());
    settings.put("kafka.bootstrap.servers", "127.0.0.1:1");
    settings.put("kafka.default.api.timeout.ms", "600");
    settings.put("kafka.request.timeout.ms", "500");
    settings.put("registry.url", "http://127.0.0.1:1");
    return settings;
  }

  private Map<String, String> settingsWithSecret() {
    Map<String, String> settings = settings();
    TestSecrets.install(settings);
    return settings;
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void exitsWith2AndNamesEverySettingThatIsWrong() {
    Map<String, String> settings = settings();
    settings.remove("node.id");
    settings.put("http.port", "many");

    assertThat(NodeMain.run(settings)).isEqualTo(2);

    assertThat(said()).startsWith("lockstep node: ").contains("node.id", "http.port is \"many\"");
  }

  @Test
  void exitsWith5AndNamesTheBrokersThatDoNotAnswer() {
    assertThat(NodeMain.run(settingsWithSecret())).isEqualTo(5);

    assertThat(said()).startsWith("lockstep node: Kafka at 127.0.0.1:1 could not ");
  }

  @Test
  void exitsWith6AndNamesTheSecretThatIsMissing() {
    assertThat(NodeMain.run(settings())).isEqualTo(6);

    assertThat(said())
        .startsWith("lockstep node: secret-missing: cluster secret " + folder.resolve("data/taeh"));
  }

  @Test
  void exitsWith6AndSaysThatOthersMayReadTheSecret() throws IOException {
    Map<String, String> settings = settingsWithSecret();
    Files.setPosixFilePermissions(
        folder.resolve("data/taeh"), PosixFilePermissions.fromString("rw-r-----"));

    assertThat(NodeMain.run(settings)).isEqualTo(6);

    assertThat(said()).contains("secret-permissions: ", "has mode 0640, wanted 0600");
  }

  @Test
  void exitsWith6AndNamesTheLengthOfASecretThatWasCutOff() throws IOException {
    Map<String, String> settings = settingsWithSecret();
    Path taeh = folder.resolve("data/taeh");
    Files.write(taeh, Arrays.copyOf(Files.readAllBytes(taeh), 1000));

    assertThat(NodeMain.run(settings)).isEqualTo(6);

    assertThat(said()).contains("secret-length: ", "1000 bytes, wanted 1024");
  }

  @Test
  void exitsWith1AndNamesTheFolderThatCannotBeWritten() throws IOException {
    Map<String, String> settings = settings();
    settings.put("data.dir", Files.createFile(folder.resolve("x")).resolve("data").toString());

    assertThat(NodeMain.run(settings)).isEqualTo(1);

    assertThat(said()).startsWith("lockstep node: data.dir " + folder.resolve("x"));
  }
}
