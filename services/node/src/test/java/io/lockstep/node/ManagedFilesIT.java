package io.lockstep.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.observe.Liveness.Seen;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.testing.LineProfile;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Problem;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.image.EntityKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a product owns, on two nodes, over a real broker: what others do to them. */
class ManagedFilesIT {
  @TempDir Path folder;
  private LogConnection log;
  private NodeService n1;
  private NodeService n2;

  @BeforeEach
  void found() {
    log = TestCluster.founded(Optional.of("n1"));
  }

  @AfterEach
  void stop() {
    for (NodeService node : new NodeService[] {n2, n1}) {
      if (node != null) {
        node.close();
      }
    }
  }

  private NodeService start(String id, LineProfile profile) {
    Map<String, String> settings = TestNode.settings(log, folder, id);
    TestSecrets.install(settings);
    NodeService node = NodeService.start(NodeSettings.of(settings), Clock.systemUTC(), profile);
    await("ready " + id)
        .atMost(Duration.ofSeconds(60))
        .until(() -> node.status().problems().isEmpty());
    return node;
  }

  private void startBoth(DriftPolicy policy) {
    n1 = start("n1", new LineProfile(policy));
    n2 = start("n2", new LineProfile(policy));
  }

  private void set(String key, String value) {
    submit(SetConfiguration.newBuilder().setKey(key).setValue(value).build());
  }

  private void submit(SetConfiguration action) {
    assertThat(n1.gateway().submit(Submissions.own("tester", action)).join()).isPresent();
  }

  private Path file(String node) {
    return folder.resolve(node).resolve("files").resolve(LineProfile.FILE);
  }

  private void awaitText(String node, String text) {
    await(node + " has " + text)
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(file(node)) && Files.readString(file(node)).equals(text));
  }

  private void change(String node, String from, String to) throws IOException {
    Files.writeString(file(node), Files.readString(file(node)).replace(from, to));
  }

  private Optional<NodeReport> heard(String node) {
    return n1.liveness().last(node).map(Seen::report);
  }

  private static List<String> warnings(NodeService node) {
    return node.warnings().all().stream().map(Problem::getCode).toList();
  }

  @Test
  void repairsAndReportsItOnce() throws IOException {
    startBoth(DriftPolicy.REPAIR);
    set("line.a", "1");
    awaitText("n2", "a=1\n");
    List<String> reported = new CopyOnWriteArrayList<>();
    n1.replay()
        .addListener(view -> heard("n2").ifPresent(report -> reported.addAll(report.getDrifted())));

    change("n2", "a=1", "a=mine");

    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> heard("n2").filter(report -> !report.getDrifted().isEmpty()).isPresent());
    awaitText("n2", "a=1\n");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> heard("n2").filter(report -> report.getDrifted().isEmpty()).isPresent());
    assertThat(warnings(n2)).contains("drift-repaired");
    assertThat(new String(n2.metrics().exposition(), StandardCharsets.UTF_8))
        .contains("lockstep_sync_repairs_total 1.0");
    assertThat(folder.resolve("n2/data/replaced/conf").toFile().list()).hasSize(1);
  }

  @Test
  void onlyReportsWhereTheProfileSaysSo() throws IOException {
    startBoth(DriftPolicy.REPORT);
    set("line.a", "1");
    awaitText("n2", "a=1\n");

    change("n2", "a=1", "a=mine");
    await().until(() -> heard("n2").filter(r -> !r.getDrifted().isEmpty()).isPresent());
    set("line.b", "2");

    awaitText("n2", "a=mine\nb=2\n");
    awaitText("n1", "a=1\nb=2\n");
    assertThat(n2.status().drifted()).containsExactly(LineProfile.FILE);

    set("line.a", "3");
    awaitText("n2", "a=3\nb=2\n");
    await().until(() -> n2.status().drifted().isEmpty());
  }

  @Test
  void adoptsAsAChangeOfTheNodeInTheScopeWhereTheValueHolds() throws IOException {
    startBoth(DriftPolicy.ADOPT);
    set("line.a", "1");
    submit(
        SetConfiguration.newBuilder().setKey("line.b").setScope("node:n2").setValue("2").build());
    String entity = EntityKeys.configuration("line.secret", EntityKeys.SHARED);
    submit(
        SetConfiguration.newBuilder()
            .setKey("line.secret")
            .setValue("")
            .setSealed(n1.trust().seal("old".getBytes(StandardCharsets.UTF_8), entity))
            .build());
    awaitText("n2", "a=1\nb=2\nsecret=old\n");

    change("n2", "a=1\nb=2\nsecret=old", "# mine\na=8\nb=9\nsecret=new");

    awaitText("n1", "a=8\nsecret=new\n");
    assertThat(file("n2")).hasContent("# mine\na=8\nb=9\nsecret=new\n");
    await().until(() -> n2.status().drifted().isEmpty());
    var configuration = n1.replay().image().configuration();
    var a = configuration.get("line.a", EntityKeys.SHARED).orElseThrow();
    assertThat(a.event().getActor()).isEqualTo("node:n2");
    assertThat(configuration.get("line.b", EntityKeys.SHARED)).isEmpty();
    assertThat(
            configuration
                .get("line.b", "node:n2")
                .orElseThrow()
                .payload(ConfigurationChanged.class)
                .getValue())
        .isEqualTo("9");
    ConfigurationChanged secret =
        configuration
            .get("line.secret", EntityKeys.SHARED)
            .orElseThrow()
            .payload(ConfigurationChanged.class);
    assertThat(secret.getSealed()).isNotNull();
    assertThat(secret.getValue()).isEmpty();
    assertThat(warnings(n2)).contains("drift-adopted");
  }

  @Test
  void isActiveOnceItsHookHasSucceededAlsoAfterARestart() throws IOException {
    Path script = folder.resolve("hook");
    Path said = folder.resolve("said");
    Files.writeString(script, "#!/bin/sh\necho not now; exit 5\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    HookSpec hook =
        new HookSpec(
            "lines",
            "reload",
            List.of("conf/*"),
            List.of(script.toString()),
            HookSpec.TIMEOUT,
            Duration.ofMillis(100),
            Optional.empty(),
            List.of());
    LineProfile profile = new LineProfile(DriftPolicy.REPAIR, List.of(hook));
    n1 = start("n1", profile);
    set("line.a", "1");
    long revision =
        n1.replay().image().configuration().get("line.a", "shared").orElseThrow().revision();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                n1.status().problems().stream()
                    .anyMatch(problem -> problem.getCode().equals("hook-failed")));
    assertThat(n1.status().problems().toString())
        .contains("hook reload of profile lines failed: exit code 5: not now");
    assertThat(n1.status().writtenRevision()).isGreaterThanOrEqualTo(revision);
    assertThat(n1.status().activeRevision()).isLessThan(revision);

    n1.close();
    Files.writeString(
        script,
        "#!/bin/sh\necho $LOCKSTEP_NODE $LOCKSTEP_REVISION $LOCKSTEP_PATHS >> %s\n"
            .formatted(said));
    n1 = start("n1", profile);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(said) && Files.readString(said).endsWith("\n"));
    // the file may be written with a later event, which came just behind the change
    List<String> each =
        LongStream.rangeClosed(revision, n1.replay().image().revision())
            .mapToObj(r -> "n1 %d %s".formatted(r, LineProfile.FILE))
            .toList();
    assertThat(Files.readAllLines(said)).singleElement().isIn(each);
    await().until(() -> n1.status().activeRevision() >= revision);
    await().until(() -> heard("n1").filter(r -> r.getActiveRevision() >= revision).isPresent());
  }
}
