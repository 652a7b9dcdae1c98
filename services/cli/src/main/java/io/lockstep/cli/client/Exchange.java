package io.lockstep.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends one request to one node and reads its answer. Thread-safe. */
final class Exchange {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI base;
  private final String actor;

  Exchange(HttpClient http, URI base, String actor) {
    this.http = Objects.requireNonNull(http);
    this.base = Objects.requireNonNull(base);
    this.actor = Objects.requireNonNull(actor);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(NodeClient.BASE + path))
        .timeout(TIMEOUT)
        .header("Lockstep-Actor", actor)
        .header("Accept", "application/json");
  }

  static HttpRequest.BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + body.getClass() + " as JSON", e);
    }
  }

  /** Asks; a failure is a {@link Failure}. */
  <T> T read(HttpRequest request, Class<T> type) {
    return parse(request, readBytes(request), type);
  }

  byte[] readBytes(HttpRequest request) {
    HttpResponse<byte[]> answer = send(request, null);
    if (answer.statusCode() != 200) {
      throw Failures.ofAnswer(request.uri(), answer);
    }
    return answer.body();
  }

  /** Sends a change and waits for its outcome. */
  ChangeAnswer change(HttpRequest request, String commandId) {
    return accepted(request, commandId, send(request, commandId));
  }

  /** As {@link #change}; the future fails with a {@link Failure}. */
  CompletableFuture<ChangeAnswer> changeAsync(HttpRequest request, String commandId) {
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .handle(
            (answer, error) -> {
              if (error != null) {
                throw Failures.ofSilence(base, commandId, unwrap(error));
              }
              return accepted(request, commandId, answer);
            });
  }

  private ChangeAnswer accepted(
      HttpRequest request, String commandId, HttpResponse<byte[]> answer) {
    if (answer.statusCode() == 202) {
      throw Failures.pending(base, commandId);
    }
    if (answer.statusCode() / 100 != 2) {
      throw Failures.ofAnswer(request.uri(), answer);
    }
    return parse(request, answer.body(), ChangeAnswer.class);
  }

  private HttpResponse<byte[]> send(HttpRequest request, String commandId) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw Failures.ofSilence(base, commandId, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.ofSilence(base, commandId, e);
    }
  }

  private static <T> T parse(HttpRequest request, byte[] body, Class<T> type) {
    try {
      return Json.MAPPER.readValue(body, type);
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.FAILED,
          "unreadable-answer",
          request.uri()
              + " answered with "
              + body.length
              + " bytes that are no "
              + type.getSimpleName()
              + "; check that the node and this command are of one version",
          e);
    }
  }

  private static Exception unwrap(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof Exception exception ? exception : new IOException(cause);
  }
}
