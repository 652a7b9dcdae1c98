package io.lockstep.node.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.node.testing.TestSessions;
import io.lockstep.node.testing.TestTls;
import io.lockstep.trust.token.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Talks to a node's API as a client of it does. */
final class HttpNode {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .sslContext(TestTls.trustingAll())
          .build();
  private final String authorization;
  private final String api;

  HttpNode(String cluster, int port) {
    authorization = TestSessions.bearer(TestSessions.token(cluster, Role.OPERATOR));
    api = "https://127.0.0.1:" + port + "/api/v1";
  }

  ClusterNode.Look look() {
    try {
      JsonNode state = JSON.readTree(send(request("/state").GET()).body());
      List<String> problems = new ArrayList<>();
      state.path("problems").forEach(problem -> problems.add(problem.path("code").asText()));
      return new ClusterNode.Look(
          state.path("state").asText(),
          state.path("primary").asBoolean(),
          state.path("epoch").asLong(),
          state.path("primaryNode").asText(""),
          state.path("revision").asLong(),
          state.path("digest").asText(),
          state.path("staleMillis").asLong(),
          problems);
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + api, e);
    }
  }

  Optional<String> value(String key) {
    try {
      HttpResponse<String> response = send(request("/configuration/" + key).GET());
      return response.statusCode() == 404
          ? Optional.empty()
          : Optional.of(JSON.readTree(response.body()).path("value").asText());
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + api, e);
    }
  }

  Answer write(Write write, Duration patience) {
    try {
      HttpResponse<String> response =
          send(
              request(write.path())
                  .header("Idempotency-Key", write.id())
                  .timeout(patience)
                  .method(
                      write.method(),
                      write.body() == null
                          ? BodyPublishers.noBody()
                          : BodyPublishers.ofString(JSON.writeValueAsString(write.body()))));
      return answer(response);
    } catch (IOException e) {
      return Answer.of(Answer.Kind.UNKNOWN, e.toString());
    }
  }

  private static Answer answer(HttpResponse<String> response) throws IOException {
    return switch (response.statusCode()) {
      case 200 -> Answer.accepted(JSON.readTree(response.body()).path("revision").asLong());
      case 202 -> Answer.of(Answer.Kind.PENDING, response.body());
      case 503 -> Answer.of(Answer.Kind.NOT_WRITTEN, response.body());
      case 500, 504 -> Answer.of(Answer.Kind.UNKNOWN, response.body());
      default -> Answer.of(Answer.Kind.REFUSED, response.body());
    };
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path))
        .timeout(PATIENCE)
        .header("Authorization", authorization)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
