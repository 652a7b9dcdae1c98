package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.sandbox.SandboxPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types what the walk-throughs of the products say to type, each in a folder of its own. Only the
 * ports are others, so that it goes beside other clusters of this machine.
 */
class WalkthroughIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path DOCUMENTS = ROOT.resolve("services/materialize/walkthroughs");
  private static final Pattern SESSION =
      Pattern.compile(
          "<!-- session: run by WalkthroughIT -->\\s*```bash\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @BeforeEach
  void linkTheLauncher() throws IOException {
    Files.createSymbolicLink(folder.resolve("lockstep"), ROOT.resolve("lockstep"));
  }

  /** Nodes first: they are only known by the files in which the documents put their ids. */
  @AfterEach
  void leaveNothingRunning() throws Exception {
    try (Stream<Path> files = Files.find(folder, 2, (path, is) -> path.endsWith("pid"))) {
      for (Path file : files.toList()) {
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
            .filter(process -> process.info().commandLine().orElse("").contains("node run"))
            .ifPresent(WalkthroughIT::end);
      }
    }
    if (Files.exists(folder.resolve(".lockstep"))) {
      run("./lockstep down || true");
    }
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  @Test
  void secureTransportInTwentySteps() throws Exception {
    String output = follow("securetransport.md");

    assertThat(output)
        .contains("cluster st founded")
        .contains("securetransport used in shared")
        .contains("licence-missing")
        .contains("licence of SecureTransport for node st3 installed")
        .contains("127.0.1.3\thttps://127.0.1.3:444")
        .contains("Cluster.Crypto.Alias=cluster", "Cluster.mode=active", "maxThreads=100")
        .containsPattern("<Member hostname=\"127.0.1.1\" state=\"online\" status=\"primary\"/>")
        .contains("trustedCertEntry")
        .contains("only here: 1")
        .contains("maxThreads=120")
        .contains("node st2 is primary")
        .containsPattern("<Member hostname=\"127.0.1.2\" state=\"online\" status=\"primary\"/>");
  }

  @Test
  @Tag("heavy")
  void enterpriseInTenSteps() throws Exception {
    String output = follow("securetransport-enterprise.md");

    assertThat(output)
        .contains("cluster ec founded")
        .contains("licence-missing")
        .contains("EventQueue.DispatchPolicy.name cannot be \"anyPolicy\"")
        .containsPattern("PGP +nobody +no node has PGP=true")
        .containsPattern("PGP +ec2,ec3 +PGP=true, in turn")
        .containsPattern("PULL +nobody +ec3 with PULL=true does no work now")
        .contains("node ec3 drained", "node ec3 resumed")
        .contains("node ec2 is primary");
    assertThat(folder.resolve("server3/lib/admin/config/cluster.properties"))
        .content()
        .contains("EventQueue.DispatchPolicy.name=attributeMatchPolicy", "maxThreads=102");
  }

  @Test
  @Tag("heavy")
  void secretServerInThirteenSteps() throws Exception {
    String output = follow("secret-server.md");

    assertThat(output)
        .contains("cluster ss founded")
        .contains("the stranger ended with 6", "secret-mismatch")
        .contains("product-version", "licence-missing")
        .contains("Cluster.minimumHolders.session-recording")
        .contains("<connection node=\"web3\"/>")
        .contains("maintenance is on since revision", "maintenance is off since revision")
        .contains("11.6.000000", "<key protectedBy=\"machine 2\"/>")
        .contains("node web2 is primary");
    for (int node = 1; node <= 3; node++) {
      Path application = folder.resolve("server" + node).resolve("application");
      assertThat(application.resolve("version.txt")).hasContent("11.6.000000");
      assertThat(application.resolve("encryption.config")).content().contains("machine " + node);
    }
  }

  @Test
  @Tag("heavy")
  void apiManagerInTenSteps() throws Exception {
    String output = follow("wso2-apim.md");

    assertThat(output)
        .contains("cluster am founded")
        .contains("role all-in-one comes after key-manager")
        .contains("the password is one that everybody knows", "the secret stands in the clear")
        .contains("preflight ended with 6")
        .contains("+service_url = \"https://127.0.4.2:9444/services/\"")
        .contains("> service_url = \"https://127.0.4.2:9444/services/\"")
        .contains("torn.xml")
        .contains("# a remark of ours")
        .contains("node am2 is primary");
    List<String> before = Files.readAllLines(folder.resolve("am/deployment.toml"));
    before.removeIf(
        line ->
            line.matches(
                "(hostname|type|url|username|password|alias|service_url) *=.*|enable = false"));
    assertThat(Files.readAllLines(folder.resolve("apim1/repository/conf/deployment.toml")))
        .containsSubsequence(before)
        .containsSubsequence(
            "[[apim.throttling.url_group]]",
            "traffic_manager_urls=[\"tcp://127.0.4.1:9611\"]",
            "[[apim.throttling.url_group]]",
            "traffic_manager_urls=[\"tcp://127.0.4.2:9612\"]");
  }

  /** Runs all sessions of a document as one, and returns what they print. */
  private String follow(String document) throws Exception {
    List<String> sessions = new ArrayList<>();
    Matcher session = SESSION.matcher(Files.readString(DOCUMENTS.resolve(document)));
    while (session.find()) {
      sessions.add(session.group(1));
    }
    assertThat(sessions).as("%s has sessions", document).isNotEmpty();
    String script = "set -euo pipefail\n" + String.join("\n", sessions) + "echo session: done\n";
    String output = run(withFreePorts(script));
    assertThat(output).endsWith("session: done\n");
    return output;
  }

  private static String withFreePorts(String script) {
    SandboxPorts ports = SandboxPorts.free();
    String up = "./lockstep up --nodes 1";
    assertThat(script).contains(up);
    return script
        .replace("19092", Integer.toString(ports.kafka()))
        .replace("18081", Integer.toString(ports.registry()))
        .replace("8101", Integer.toString(ports.firstNode()))
        .replace(
            up,
            up
                + " --kafka-port %d --controller-port %d --registry-port %d"
                    .formatted(ports.kafka(), ports.controller(), ports.registry())
                + " --status-port %d --first-node-port %d"
                    .formatted(ports.status(), ports.firstNode()));
  }

  private String run(String script) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output);
    assertThat(ended && process.exitValue() == 0).as(text).isTrue();
    return text;
  }
}
