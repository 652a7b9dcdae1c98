package io.lockstep.node.testing;

import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.node.NodeServer;
import io.lockstep.node.settings.NodeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A node in this JVM, and a client of its API. */
public final class TestNode implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final NodeServer server;

  private TestNode(NodeServer server) {
    this.server = server;
  }

  /** Settings of a node whose folders are below {@code folder}. */
  public static Map<String, String> settings(LogConnection log, Path folder, String id) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cluster.name", log.cluster());
    settings.put("node.id", id);
    settings.put("node.host", id + ".example");
    settings.put("http.port", Integer.toString(freePort()));
    settings.put("data.dir", folder.resolve(id).resolve("data").toString());
    settings.put("files.dir", folder.resolve(id).resolve("files").toString());
    settings.put("kafka.bootstrap.servers", log.bootstrapServers());
    settings.put("registry.url", log.registry().toString());
    settings.put("topics.replication.factor", "1");
    settings.put("topics.min.insync.replicas", "1");
    return settings;
  }

  /** Starts a node. */
  public static TestNode start(Map<String, String> settings) {
    return new TestNode(NodeServer.start(NodeSettings.of(settings)));
  }

  /** Starts a node with other settings than usual. */
  public static TestNode start(
      LogConnection log, Path folder, String id, String... namesAndValues) {
    Map<String, String> settings = settings(log, folder, id);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return start(settings);
  }

  /** A port that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once the node has nothing to complain of. */
  public TestNode awaitReady() {
    await("node to be ready")
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.service().status().problems().isEmpty());
    return this;
  }

  /** Returns once the node complains of something with that code; returns its message. */
  public String awaitProblem(String code) {
    return await("problem " + code)
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                server.service().status().problems().stream()
                    .filter(problem -> problem.getCode().equals(code))
                    .map(problem -> problem.getMessage())
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  /** The node. */
  public NodeServer server() {
    return server;
  }

  /** Asks with a body of any bytes. */
  public Answer send(String method, String path, byte[] body, String... headers) {
    String base = server.service().self().getUrl();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          response.headers(),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads. */
  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  /** Writes JSON; {@code headers} are names and values. */
  public Answer json(String method, String path, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = "application/json";
    return send(method, path, body.getBytes(StandardCharsets.UTF_8), all);
  }

  /** Sets a parameter; {@code key} may have a query. */
  public Answer set(String key, String value, String... headers) {
    return json("PUT", "/api/v1/configuration/" + key, "{\"value\":\"" + value + "\"}", headers);
  }

  @Override
  public void close() {
    server.close();
  }
}
