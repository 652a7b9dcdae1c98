package io.lockstep.consistency.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.log.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The status application of a cluster, as {@code lockstep status run} runs it, with its clock. */
public final class StatusProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Child child;
  private final NodeClock clock;
  private final URI api;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private StatusProcess(Child child, NodeClock clock, URI api) {
    this.child = child;
    this.clock = clock;
    this.api = api;
  }

  /** Starts it; it is not ready yet. */
  public static StatusProcess start(Cluster cluster) {
    Path folder = cluster.folder();
    int port = FreePort.find();
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put("cluster.name", cluster.connection().cluster());
    settings.put("http.port", Integer.toString(port));
    settings.put("data.dir", folder.resolve("status").toString());
    settings.put("kafka.bootstrap.servers", cluster.connection().bootstrapServers());
    settings.put("registry.url", cluster.connection().registry().toString());
    Path file = folder.resolve("status.properties");
    StringBuilder lines = new StringBuilder();
    settings.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    try {
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = Jvms.own("160m");
    command.addAll(List.of("io.lockstep.cli.Main", "status", "run", "--config", file.toString()));
    NodeClock clock = new NodeClock(folder.resolve("status.clock"));
    Child child =
        new Child("status", command, clock.environment(), folder.resolve("logs").resolve("status"));
    child.start();
    return new StatusProcess(child, clock, URI.create("http://127.0.0.1:" + port + "/api/v1/"));
  }

  /** The clock of its machine. */
  public NodeClock clock() {
    return clock;
  }

  /**
   * What it says of a node, such as {@code ONLINE}.
   *
   * @throws IllegalStateException if it does not say
   */
  public String state(String node) {
    return ask("status/nodes/" + node, "state");
  }

  /**
   * When it looked last, by its clock.
   *
   * @throws IllegalStateException if it does not say
   */
  public Instant time() {
    return Instant.parse(ask("status", "asOf"));
  }

  private String ask(String path, String field) {
    HttpRequest request = HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE).build();
    try {
      String answer = client.send(request, BodyHandlers.ofString()).body();
      JsonNode found = JSON.readTree(answer).findPath(field);
      if (found.isMissingNode()) {
        throw new IllegalStateException("status has no " + field + ": " + answer);
      }
      return found.asText();
    } catch (IOException e) {
      throw new IllegalStateException("no answer of the status application", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    child.kill();
  }
}
