package io.lockstep.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secured sandbox with its real broker and its real registry; the nodes are {@link FakeNode}. */
@Tag("long")
class SecureSandboxIT {
  @TempDir private Path temp;
  private SandboxOptions options;

  @BeforeEach
  void chooseFolderAndPorts() throws Exception {
    options =
        SandboxOptions.of(temp.resolve("sandbox"))
            .withNodes(1)
            .withSecure(true)
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
  void letsOnlyUsersInWhoMayDoOnlyWhatTheyMust() throws Exception {
    Sandbox sandbox = Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT);

    createTopic(client(SandboxSecurity.ADMIN), "made");
    assertThatThrownBy(() -> createTopic(client("n1"), "other"))
        .cause()
        .isInstanceOf(TopicAuthorizationException.class);
    assertThat(topics(client("n1"))).isEmpty();

    Map<String, Object> stranger = client("n1");
    stranger.put("sasl.jaas.config", SandboxSecurity.login("n1", "wrong-password"));
    assertThatThrownBy(() -> topics(stranger))
        .cause()
        .isInstanceOf(SaslAuthenticationException.class);
    Map<String, Object> controller = client("admin");
    controller.put("bootstrap.controllers", "127.0.0.1:" + options.ports().controller());
    controller.remove("bootstrap.servers");
    controller.put("security.protocol", "SSL");
    assertThatThrownBy(() -> clusterId(controller))
        .as("the controller asks for a certificate")
        .cause()
        .isInstanceOf(SslAuthenticationException.class);

    assertThat(sandbox.cluster().registry()).hasScheme("https");
    assertThat(Sockets.answers("http://127.0.0.1:" + options.ports().registry() + "/health/ready"))
        .isFalse();
    assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .send(
                        HttpRequest.newBuilder(sandbox.cluster().registry()).build(),
                        HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(IOException.class);
    assertThat(sandbox.cluster().kafkaClient())
        .isEqualTo(options.dir().resolve("security/viewer.properties").toString());
  }

  @Test
  void keepsItsModeItsUsersAndItsSecretsOverARestartAndTakesNewNodes() throws Exception {
    Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT);
    createTopic(client(SandboxSecurity.ADMIN), "kept");
    assertThat(commandLines()).noneMatch(this::holdsPassword);
    Sandbox.down(options.dir(), Progress.SILENT);

    SandboxOptions later =
        SandboxOptions.of(options.dir()).withNodes(2).withNodeProgram(FakeNode.program());
    Sandbox.up(later, ClusterSteps.NONE, Progress.SILENT);

    assertThat(later.secure()).isTrue();
    assertThat(topics(client(SandboxSecurity.ADMIN))).contains("kept");
    assertThat(topics(client("n2"))).isEmpty();
    assertThatThrownBy(
            () -> Sandbox.up(later.withSecure(false), ClusterSteps.NONE, Progress.SILENT))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("is secured, and stays so");
    try (Stream<Path> files = Files.walk(options.dir())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (holdsPassword(text(file))) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo("rw-------");
          assertThat(file.toString()).doesNotContain("/logs/", "node.properties", "cluster.json");
        }
      }
    }
  }

  private boolean holdsPassword(String text) {
    SandboxSecurity security = new SandboxSecurity(options);
    return security.users().stream().anyMatch(user -> text.contains(security.passwordOf(user)));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private List<String> commandLines() {
    return List.of("kafka", "registry", "n1").stream()
        .map(name -> Sandbox.attach(options.dir()).pid(name).orElseThrow())
        .map(pid -> ProcessHandle.of(pid).orElseThrow().info().commandLine().orElseThrow())
        .toList();
  }

  private Map<String, Object> client(String user) {
    Map<String, Object> settings = new HashMap<>();
    SandboxSecurity.client(options, user)
        .forEach(
            (name, value) -> {
              if (!name.startsWith("registry.")) {
                settings.put(name, value);
              }
            });
    settings.put("bootstrap.servers", options.kafka());
    settings.put("default.api.timeout.ms", 10_000);
    settings.put("request.timeout.ms", 5_000);
    return settings;
  }

  private static void createTopic(Map<String, Object> client, String name) throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, SECONDS);
    }
  }

  private static Set<String> topics(Map<String, Object> client) throws Exception {
    try (Admin admin = Admin.create(client)) {
      return admin.listTopics().names().get(20, SECONDS);
    }
  }

  private static String clusterId(Map<String, Object> client) throws Exception {
    try (Admin admin = Admin.create(client)) {
      return admin.describeCluster().clusterId().get(20, SECONDS);
    }
  }
}
