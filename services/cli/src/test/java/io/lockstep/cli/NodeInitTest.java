package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.cluster.ClusterFolder;
import io.lockstep.cli.file.SettingsFile;
import io.lockstep.node.settings.NodeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeInitTest {
  @TempDir Path folder;
  private Path cluster;
  private Path node;

  @BeforeEach
  void writeTheClusterAndItsSecret() throws IOException {
    cluster = Files.createDirectory(folder.resolve("cluster"));
    node = folder.resolve("n2");
    Files.writeString(
        cluster.resolve("cluster.json"),
        "{\"cluster\": \"prod\", \"kafka\": \"b1:9092\", \"registry\": \"http://r:8080\","
            + " \"ca\": \"ca.pem\"}");
    write(cluster.resolve("taeh"), new byte[1024]);
    write(folder.resolve("token"), "ab".repeat(32).getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Run init(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("node", "init", node.toString(), "--cluster", cluster.toString(), "--id"));
    all.addAll(List.of("n2", "--files", folder + "/product"));
    all.addAll(Arrays.asList(more));
    if (!all.contains("--host")) {
      all.addAll(List.of("--host", "n2.example.com"));
    }
    return Run.lockstep(all.toArray(String[]::new));
  }

  @Test
  void makesAFolderFromWhichANodeCanRun() throws IOException {
    Run run = init("--join-token", folder.resolve("token").toString(), "--set", "node.roles=web");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    NodeSettings settings =
        NodeSettings.of(SettingsFile.read(node.resolve("node.properties").toString(), Map.of()));
    assertThat(settings.cluster()).isEqualTo("prod");
    assertThat(settings.url("machine")).isEqualTo("https://n2.example.com:8101");
    assertThat(settings.roles()).containsExactly("web");
    assertThat(settings.filesDir()).isEqualTo(folder.resolve("product"));
    assertThat(settings.secretFile()).exists().hasBinaryContent(new byte[1024]);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.secretFile())))
        .isEqualTo("rw-------");
    assertThat(settings.joinTokenFile()).hasContent("ab".repeat(32));
  }

  @Test
  void leavesWhoMayReadTheClustersFolderAndShowsNobodyTheNodesSettings() throws IOException {
    Path document = cluster.resolve("cluster.json");
    Files.setPosixFilePermissions(document, PosixFilePermissions.fromString("rw-r--r--"));

    init();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(document)))
        .isEqualTo("rw-r--r--");
    Path settings = node.resolve("node.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
        .isEqualTo("rw-------");
  }

  @Test
  void writesNoneOfTheFilesWhereOneIsThereAlready() throws IOException {
    Path token = Files.createDirectories(node.resolve("data")).resolve("join.token");
    write(token, new byte[] {'x'});

    Run run = init("--join-token", folder.resolve("token").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(token + " exists already");
    assertThat(node.resolve("data")).isDirectoryNotContaining("glob:**taeh");
  }

  @Test
  void tellsCommandsWhereTheNodeIsAndKeepsWhatTheFileSaid() {
    init();

    ClusterFolder read = ClusterFolder.read(cluster);
    assertThat(read.node("n2").url()).hasToString("https://n2.example.com:8101");
    assertThat(read.authorities()).contains(cluster.resolve("ca.pem"));
  }

  @ParameterizedTest
  @CsvSource({
    "N2.example.com., https://N2.example.com:8101",
    "2001:db8::2, https://[2001:db8::2]:8101",
    "[2001:db8::2], https://[2001:db8::2]:8101"
  })
  void writesAHostAsAUrlHasIt(String host, String url) {
    Run run = init("--host", host);

    assertThat(run.err()).isEmpty();
    assertThat(ClusterFolder.read(cluster).node("n2").url()).hasToString(url);
  }

  @Test
  void remembersTheNewAddressOfANodeThatIsMadeAnew() {
    init();
    node = folder.resolve("elsewhere");

    init("--port", "8109");

    assertThat(ClusterFolder.read(cluster).nodes()).hasSize(1);
    assertThat(ClusterFolder.read(cluster).node("n2").url())
        .hasToString("https://n2.example.com:8109");
  }

  @Test
  void overwritesNoSettings() {
    init();

    Run again = init();

    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("node.properties exists already");
  }

  @Test
  void writesNothingForASettingThatIsWrong() {
    Run run = init("--set", "http.prt=1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("http.prt");
    assertThat(node).doesNotExist();
  }

  @Test
  void writesNothingWhereAFileIsMissing() {
    Run run = init("--join-token", folder.resolve("gone.token").toString());

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("gone.token does not exist");
    assertThat(node).doesNotExist();
  }
}
