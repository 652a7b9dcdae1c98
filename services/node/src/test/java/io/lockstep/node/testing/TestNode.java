package io.lockstep.node.testing;

import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.FreePort;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.node.NodeServer;
import io.lockstep.node.certificate.AdminCertificate;
import io.lockstep.node.certificate.NodeCertificates;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.token.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node in this JVM, and a client of its API. */
public final class TestNode implements AutoCloseable {
  private final NodeServer server;
  private final Set<Certificate> certificates = ConcurrentHashMap.newKeySet();
  private final HttpClient client;
  private final String token;

  private TestNode(NodeServer server) {
    this.server = server;
    this.token = TestSessions.token(server.service().settings().cluster(), Role.ADMIN);
    server.identity().addListener(this::learn);
    learn();
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(TestTls.trusting(certificates::contains))
            .build();
  }

  private void learn() {
    certificates.add(certificate());
  }

  /** The certificate with which its API presents itself now. */
  public X509Certificate certificate() {
    try {
      KeyStore store = server.identity().current();
      return (X509Certificate) store.getCertificate(store.aliases().nextElement());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
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
    settings.put("report.interval.ms", "200"); // others hear of it without the default's wait
    return settings;
  }

  /** Starts a node. */
  public static TestNode start(Map<String, String> settings) {
    TestSecrets.install(settings);
    return new TestNode(NodeServer.start(NodeSettings.of(settings)));
  }

  /** Starts a node with another profile. */
  public static TestNode start(Map<String, String> settings, Profile profile) {
    TestSecrets.install(settings);
    return new TestNode(NodeServer.start(NodeSettings.of(settings), profile));
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
    return FreePort.find();
  }

  /** Returns once the node has nothing to complain of and changes nothing by itself any more. */
  public TestNode awaitReady() {
    await("node to be ready")
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.service().status().problems().isEmpty() && isCertified());
    return this;
  }

  private boolean isCertified() {
    NodeCertificates certificates = server.service().certificates();
    ClusterImage image = server.service().replay().image();
    String authority = certificates.authority().anchor().getId();
    return image.trust().trustAnchor(authority).isPresent()
        && AdminCertificate.due(image, Instant.now()) instanceof AdminCertificate.Due.Nothing;
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

  /** Asks as an administrator, with a body of any bytes. */
  public Answer send(String method, String path, byte[] body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = authorization();
    return sendBare(method, path, body, all);
  }

  /** The header that makes a request an administrator's. */
  public String authorization() {
    return TestSessions.bearer(token);
  }

  /** Asks with these headers alone. */
  public Answer sendBare(String method, String path, byte[] body, String... headers) {
    return sendTo(server.service().self().getUrl(), method, path, body, headers);
  }

  /** Asks at another URL than the node's own, with these headers alone. */
  public Answer sendTo(String base, String method, String path, byte[] body, String... headers) {
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
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
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
