package io.lockstep.cli.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.sandbox.SandboxCluster;
import io.lockstep.sandbox.Progress;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxPorts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No secret stands in the clear: not on a topic or in a segment, not in a snapshot, a log, an
 * answer, an output, nor in any file but the private ones that must hold it.
 */
@Tag("long")
class SecretsNowhereIT {
  /** As visible as a value can be: where it is not found, a secret would not be found either. */
  private static final String VISIBLE = "a-value-that-is-no-secret";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temporary;
  private Path folder;
  private SandboxOptions options;
  private Sandbox sandbox;
  private Sandbox again;
  private Answers answers;
  private Secrets secrets;

  @BeforeEach
  void start() throws Exception {
    folder = temporary.resolve("sandbox");
    options =
        SandboxOptions.of(folder)
            .withNodes(2)
            .withPorts(SandboxPorts.free())
            .withOwned(true)
            .withNodeSettings(Map.of("snapshot.interval.ms", "100"));
    sandbox = up();
    URI node = URI.create("https://127.0.0.1:" + options.ports().firstNode());
    answers = new Answers(folder, node, SandboxCluster.access(options));
    secrets = new Secrets(folder, Files.createDirectory(temporary.resolve("input")));
  }

  private Sandbox up() {
    return Sandbox.up(options, new SandboxCluster(options, "admin"), Progress.SILENT);
  }

  @AfterEach
  void stop() {
    if (again != null) {
      again.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void noSecretStandsInTheClear() throws Exception {
    secrets.takeFromFolder();
    plant();
    new Provocations(answers, secrets).provoke();
    look();
    awaitSnapshot("n1");
    awaitSnapshot("n2");
    answers.done("secret", "rotate", "--wait");
    restart();
    look();
    secrets.takeFromFolder();

    SecretScan scan = new SecretScan(secrets.all());
    SecretScan control = new SecretScan(List.of(Planted.text("control", Kind.VISIBLE, VISIBLE)));
    Topics topics = Topics.scan(options.kafka(), scan);
    Topics visible = Topics.scan(options.kafka(), control);
    stop(); // the broker and the registry write what they still had in memory

    assertThat(topics.findings()).as("topics").isEmpty();
    assertThat(answers.scan(scan)).as("answers and outputs").isEmpty();
    assertThat(scan.folder(folder)).as("files").isEmpty();
    seesWhatIsThere(scan, control, visible);
  }

  /** Else the scan was blind, and proved nothing. */
  private void seesWhatIsThere(SecretScan scan, SecretScan control, Topics visible) {
    List<String> held = scan.everything(folder).stream().map(Finding::toString).toList();
    assertThat(secrets.all()).extracting(Planted::kind).contains(Secrets.KINDS);
    assertThat(held)
        .anyMatch(at -> at.startsWith("n1/data/taeh: has n1/data/taeh"))
        .anyMatch(at -> at.startsWith("n2/data/node.key: has n2/data/node.key"))
        .anyMatch(at -> at.startsWith("n2/data/sealing.key: has n2/data/sealing.key"))
        .anyMatch(at -> at.startsWith("n1/data/authority.pem: has "))
        .anyMatch(at -> at.startsWith("admin.token: has admin.token"))
        .anyMatch(at -> at.startsWith("n2/files/keystore.pem: has key of the file"))
        .anyMatch(at -> at.startsWith("n2/files/configuration.properties: has mail.password"));
    assertThat(visible.names())
        .contains(
            "lockstep.sandbox.events", "lockstep.sandbox.commands", "lockstep.sandbox.journal");
    assertThat(visible.findings())
        .extracting(Finding::where)
        .anyMatch(at -> at.startsWith("lockstep.sandbox.events"))
        .anyMatch(at -> at.startsWith("lockstep.sandbox.commands"))
        .anyMatch(at -> at.startsWith("lockstep.sandbox.journal"));
    assertThat(control.everything(folder))
        .extracting(Finding::where)
        .anyMatch(at -> at.matches("kafka/.*lockstep\\.sandbox\\.events-0/0+\\.log!offset \\d+"))
        .anyMatch(at -> at.startsWith("n2/data/snapshot.avro"))
        .anyMatch(at -> at.startsWith("n2/files/configuration.properties"));
    assertThat(answers.scan(control))
        .extracting(Finding::where)
        .anyMatch(at -> at.startsWith("GET "))
        .anyMatch(at -> at.startsWith("lockstep "));
  }

  /** Everything that can be given a secret is given one. */
  private void plant() throws Exception {
    answers.done("config", "set", "mail.note", VISIBLE);
    answers.done(
        "config",
        "set",
        "mail.password",
        "--secret",
        "--value-file",
        secrets.file("mail.password"));
    String changes =
        """
        {"operations": [
          {"op": "set", "key": "mail.note", "value": "%s", "scope": "node:n2"},
          {"op": "set", "key": "mail.key", "value": "%s", "scope": "shared", "secret": true}]}
        """
            .formatted(VISIBLE, secrets.parameter("mail.key"));
    assertThat(answers.http("POST", "changes?dry-run=true", changes)).isEqualTo(200);
    assertThat(answers.http("POST", "changes", changes)).isEqualTo(200);
    String store = "Cluster.Crypto.keystorePassword";
    answers.done("config", "set", store, "--scope", "node:n2", "--value-file", secrets.file(store));
    answers.done(
        "cert",
        "import",
        secrets.keyFile(),
        "--alias",
        "shop",
        "--password-file",
        secrets.passwordFile());
    answers.done("cert", "generate", "--alias", "made");
    answers.done("cert", "generate", "--alias", "rsa", "--key-type", "rsa-2048", "--by-ca");
    answers.done(
        "cert",
        "generate",
        "--alias",
        "asked",
        "--key-type",
        "ed25519",
        "--csr",
        temporary.resolve("asked.csr").toString());
    answers.done("licence", "install", "n1", "product", "--file", secrets.licenceFile());
    secrets.session(
        "viewer",
        answers.shownOnce("token", "create", "--session", "--role", "viewer", "--subject", "ann"));
    secrets.joinToken("token of n9", answers.shownOnce("token", "create", "--for-node", "n9"));
    awaitEverywhere();
    secrets.takeFromFolder(); // now with the keys of the certificates
  }

  /** Everything that tells of the state is asked. */
  private void look() throws Exception {
    long head =
        new NodeClient(sandbox.cluster().nodes().get(0).url(), SandboxCluster.access(options))
            .state(PATIENCE)
            .revision();
    for (String path :
        List.of(
            "configuration",
            "configuration/mail.password?scope=shared",
            "configuration/mail.note?scope=shared",
            "certificates",
            "certificates/shop",
            "trust-anchors",
            "tokens",
            "licences",
            "nodes",
            "nodes/n2",
            "state",
            "state?at=" + head,
            "state/diff?from=0&to=" + head,
            "configuration/mail.password/history",
            "audit?limit=500",
            "secret")) {
      assertThat(answers.http("GET", path, null)).as(path).isEqualTo(200);
    }
    assertThat(answers.http("POST", "state/revert?dry-run=true", "{\"revision\":1}"))
        .isEqualTo(200);
    for (String command :
        List.of(
            "config history mail.password",
            "state at " + head + " --output json",
            "state diff 1 " + head,
            "state revert 1 --dry-run",
            "watch --from 1 --output json --count " + head,
            "watch --from 1 --count " + head,
            "config list",
            "config list --output json",
            "config get mail.password",
            "config export",
            "cert list --output json",
            "ca list",
            "token list --output json",
            "licence list --output json",
            "node list --output json",
            "secret show --output json",
            "audit list --output json",
            "audit list",
            "audit export --format jsonl",
            "audit export --format csv")) {
      answers.done(command.split(" "));
    }
  }

  /** A node that was away, and a new session for the administrator. */
  private void restart() throws Exception {
    sandbox.stopNode("n2");
    again = up();
    answers.with(SandboxCluster.access(options));
    secrets.takeFromFolder();
    awaitEverywhere();
  }

  /** Until each node has written what the first knows. */
  private void awaitEverywhere() {
    NodeAccess access = SandboxCluster.access(options);
    List<NodeClient> nodes =
        sandbox.cluster().nodes().stream().map(node -> new NodeClient(node.url(), access)).toList();
    long revision = nodes.get(0).state(PATIENCE).revision();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                nodes.stream()
                    .allMatch(node -> node.state(PATIENCE).writtenRevision() >= revision));
  }

  private void awaitSnapshot(String node) {
    SecretScan control = new SecretScan(List.of(Planted.text("control", Kind.VISIBLE, VISIBLE)));
    Path file = folder.resolve(node + "/data/snapshot.avro");
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> !control.bytes("snapshot", Files.readAllBytes(file)).isEmpty());
  }
}
