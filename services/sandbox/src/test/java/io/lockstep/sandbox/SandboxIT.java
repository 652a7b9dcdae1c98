package io.lockstep.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox with its real broker and its real registry; the nodes are {@link FakeNode}. */
class SandboxIT {
  private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}";

  @TempDir private Path temp;
  private final HttpClient http = HttpClient.newHttpClient();
  private SandboxOptions options;

  @BeforeEach
  void chooseFolderAndPorts() throws Exception {
    options =
        SandboxOptions.of(temp.resolve("sandbox"))
            .withNodes(2)
            .withPorts(SandboxPorts.free())
            .withNodeProgram(FakeNode.program());
  }

  @AfterEach
  void leaveNothingRunning() {
    if (new Layout(options.dir()).exists()) {
      Sandbox.down(options.dir(), Progress.SILENT);
    }
  }

  @Test
  void runsBrokerRegistryAndNodesAndKeepsTheirDataOverARestart() throws Exception {
    List<String> calls = new ArrayList<>();
    Sandbox first = Sandbox.up(options, recording(calls), Progress.SILENT);
    createTopic("kept");
    String contentId = registerSchema("kept");
    ClusterFile file = ClusterFile.read(options.dir());

    assertThat(calls).containsExactly("provision", "found");
    assertThat(transactionVersion()).isEqualTo((short) 2);
    assertThat(file).isEqualTo(first.cluster());
    assertThat(file.kafka()).isEqualTo(options.kafka());
    assertThat(file.nodes()).extracting(ClusterFile.Node::id).containsExactly("n1", "n2");
    assertThat(file.nodes()).allSatisfy(n -> assertThat(ProcessHandle.of(n.pid())).isPresent());

    List<String> stopped = Sandbox.down(options.dir(), Progress.SILENT);

    assertThat(stopped).containsExactlyInAnyOrder("n1", "n2", "status", "registry", "kafka");
    assertThat(ClusterFile.read(options.dir()).pids())
        .isEqualTo(new ClusterFile.Pids(null, null, null));

    Sandbox.up(options, recording(calls), Progress.SILENT);

    assertThat(calls).containsExactly("provision", "found", "provision");
    assertThat(topics()).contains("kept");
    assertThat(schema(contentId)).isEqualTo(SCHEMA);
  }

  @Test
  void keepsWhatRunsAndStartsWhatDoesNotWhenBroughtUpAgain() {
    Sandbox sandbox = Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT);
    long broker = sandbox.pid("kafka").orElseThrow();
    sandbox.killNode("n2");

    Sandbox again = Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT);

    assertThat(again.pid("kafka")).hasValue(broker);
    assertThat(again.pid("n2")).isPresent();
    assertThat(sandbox.cluster()).isEqualTo(again.cluster());
  }

  @Test
  void keepsSchemasThatWereRegisteredJustBeforeTheRegistryWasKilled() throws Exception {
    Sandbox sandbox = Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT);
    String contentId = registerSchema("justBefore");
    ProcessHandle.of(sandbox.pid("registry").orElseThrow()).orElseThrow().destroyForcibly();
    await().until(() -> sandbox.pid("registry").isEmpty());

    Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT);

    assertThat(schema(contentId)).isEqualTo(SCHEMA);
  }

  @Test
  void pausesResumesAndStopsANode() {
    Sandbox sandbox = Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT);
    // A fake node speaks plain HTTP.
    String readiness = "http://127.0.0.1:" + options.ports().firstNode() + "/health/readiness";

    sandbox.pauseNode("n1");
    assertThat(Sockets.answers(readiness)).isFalse();
    sandbox.resumeNode("n1");
    assertThat(Sockets.answers(readiness)).isTrue();
    sandbox.pauseNode("n1");
    sandbox.stopNode("n1");
    assertThat(sandbox.pid("n1")).isEmpty();
    sandbox.startNode("n1");
    assertThat(Sockets.answers(readiness)).isTrue();
  }

  @Test
  void startsNothingWhenAPortIsTaken() throws Exception {
    int port = options.ports().registry();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();

      assertThatThrownBy(() -> Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("registry")
          .hasMessageContaining("--registry-port")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }

    assertThat(Files.exists(options.dir().resolve("cluster.json"))).isFalse();
  }

  private static ClusterSteps recording(List<String> calls) {
    return new ClusterSteps() {
      @Override
      public void provisionTopics() {
        calls.add("provision");
      }

      @Override
      public void found() {
        calls.add("found");
      }
    };
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", options.kafka()));
  }

  private void createTopic(String name) throws Exception {
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty());
      admin.createTopics(List.of(topic)).all().get(10, SECONDS);
    }
  }

  private Iterable<String> topics() throws Exception {
    try (Admin admin = admin()) {
      return admin.listTopics().names().get(10, SECONDS);
    }
  }

  private short transactionVersion() throws Exception {
    try (Admin admin = admin()) {
      return admin
          .describeFeatures()
          .featureMetadata()
          .get(10, SECONDS)
          .finalizedFeatures()
          .get("transaction.version")
          .maxVersionLevel();
    }
  }

  private String registerSchema(String artifact) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Map<String, Object> content = Map.of("content", SCHEMA, "contentType", "application/json");
    Map<String, Object> body =
        Map.of(
            "artifactId",
            artifact,
            "artifactType",
            "AVRO",
            "firstVersion",
            Map.of("content", content));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(options.registry() + "/groups/default/artifacts"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    JsonNode id = json.readTree(answer).path("version").path("contentId");
    assertThat(id.isNumber()).as(answer).isTrue();
    return id.asText();
  }

  private String schema(String contentId) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(options.registry() + "/ids/contentIds/" + contentId))
            .timeout(Duration.ofSeconds(10))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
