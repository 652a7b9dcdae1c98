package io.lockstep.consistency.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A node's API, as a client of the network has it. Safe to use from several threads. */
public final class NodeApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client;
  private final String authorization;
  private final String api;

  /** How a node is. */
  public record State(
      String node, long revision, String digest, String primary, List<String> problems) {}

  /**
   * What a node answered.
   *
   * @param status of HTTP; 0 if there was no answer, {@link #NOT_SENT} if nothing was asked
   * @param body null for none
   * @param revision that the node says it had; 0 if it does not say
   */
  record Reply(int status, JsonNode body, long revision) {
    static final int NOT_SENT = -1;
  }

  /** For the node at a port of this machine. */
  public NodeApi(int port, String session) {
    api = "https://127.0.0.1:" + port + "/api/v1";
    authorization = "Bearer " + session;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .sslContext(trustingAll())
            .build();
  }

  /**
   * Asks how it is.
   *
   * @throws IllegalStateException if it does not answer
   */
  public State state() {
    JsonNode state = require(ask(request("/state").GET()));
    List<String> problems = new ArrayList<>();
    state.path("problems").forEach(problem -> problems.add(problem.path("code").asText()));
    return new State(
        state.path("node").asText(),
        state.path("revision").asLong(),
        state.path("digest").asText(),
        state.path("primaryNode").asText(""),
        problems);
  }

  /**
   * Gives a parameter a value, whatever it has; returns the revision.
   *
   * @throws IllegalStateException if that is not acknowledged
   */
  public long set(String key, String value) {
    return require(write(key, value, null, "set-" + key + "-" + value)).path("revision").asLong();
  }

  /**
   * The value of one of its metrics, of the sample that begins so.
   *
   * @throws IllegalStateException if it does not answer, or has no such sample
   */
  public double metric(String sample) {
    URI uri = URI.create(api.replace("/api/v1", "/prometheus"));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .build();
    try {
      return client
          .send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(sample))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(uri + " has no " + sample));
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode require(Reply reply) {
    if (reply.status() != 200) {
      throw new IllegalStateException("the node answered " + reply);
    }
    return reply.body();
  }

  /** Reads so that the answer is as new as all that was acknowledged before. */
  Reply read(String key) {
    return ask(request("/configuration/" + key + "?consistency=linearizable").GET());
  }

  /** Reads what the node has, once it has the revision. */
  Reply localRead(String key, long revision) {
    return ask(request("/configuration/" + key + "?min-revision=" + revision).GET());
  }

  /** Writes; if a revision is given, only if the parameter has it, 0 for none. */
  Reply write(String key, String value, Long expected, String id) {
    HttpRequest.Builder request = request("/configuration/" + key).header("Idempotency-Key", id);
    if (expected != null && expected == 0) {
      request.header("If-None-Match", "*");
    } else if (expected != null) {
      request.header("If-Match", "\"" + expected + "\"");
    }
    return ask(request.PUT(BodyPublishers.ofString(JSON.valueToTree(Map.of("value", value)) + "")));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path))
        .timeout(PATIENCE)
        .header("Authorization", authorization)
        .header("Content-Type", "application/json");
  }

  private Reply ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      long revision = response.headers().firstValueAsLong("Lockstep-Revision").orElse(0);
      return new Reply(response.statusCode(), JSON.readTree(response.body()), revision);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Reply(Reply.NOT_SENT, null, 0);
    } catch (IOException e) {
      return new Reply(0, null, 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply(0, null, 0);
    }
  }

  /** Whom it talks to is not what is tested here. */
  private static SSLContext trustingAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Trusting()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
