package io.lockstep.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Sends one request to one node and reads its answer. Thread-safe. */
final class Exchange {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** A node shows each 15 s that it lives, the status application each 10 s. */
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private static final String REVISION = "Lockstep-Revision";

  private final URI base;
  private final NodeAccess access;

  Exchange(URI base, NodeAccess access) {
    this.base = Objects.requireNonNull(base);
    this.access = Objects.requireNonNull(access);
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(NodeClient.BASE + path))
            .timeout(TIMEOUT)
            .header("Accept", "application/json");
    access.authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  /** A request that changes something; its id makes a repetition harmless. */
  HttpRequest.Builder changing(String path, Precondition precondition, String commandId) {
    HttpRequest.Builder request = request(path).header("Idempotency-Key", commandId);
    precondition.ifMatch().ifPresent(tag -> request.header("If-Match", tag));
    precondition.ifNoneMatch().ifPresent(tag -> request.header("If-None-Match", tag));
    return request;
  }

  static String newCommandId() {
    return UUID.randomUUID().toString();
  }

  /** Sends a change; null has no body. */
  ChangeAnswer post(String path, Object body) {
    return post(path, body, ChangeAnswer.class);
  }

  /** As {@link #post(String, Object)}, where the answer says more. */
  <T> T post(String path, Object body, Class<T> type) {
    String id = newCommandId();
    HttpRequest.Builder request = changing(path, Precondition.NONE, id);
    if (body == null) {
      request.POST(BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json").POST(json(body));
    }
    return change(request.build(), id, type);
  }

  /** Sends the whole new state of something. */
  ChangeAnswer put(String path, Object body) {
    String id = newCommandId();
    HttpRequest.Builder request = changing(path, Precondition.NONE, id);
    return change(request.header("Content-Type", "application/json").PUT(json(body)).build(), id);
  }

  /** Sends a part of the new state of something. */
  ChangeAnswer patch(String path, Object body) {
    String id = newCommandId();
    HttpRequest.Builder request =
        changing(path, Precondition.NONE, id).header("Content-Type", "application/json");
    return change(request.method("PATCH", json(body)).build(), id);
  }

  /** Sends the deletion of something. */
  ChangeAnswer delete(String path) {
    String id = newCommandId();
    return change(changing(path, Precondition.NONE, id).DELETE().build(), id);
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

  /** Begins something that a node does by itself from then on. */
  <T> T begin(HttpRequest request, Class<T> type) {
    HttpResponse<byte[]> answer = send(request, null);
    if (answer.statusCode() / 100 != 2) {
      throw Failures.ofAnswer(request.uri(), answer);
    }
    return parse(request, answer.body(), type);
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
    return change(request, commandId, ChangeAnswer.class);
  }

  /** As {@link #change(HttpRequest, String)}, where the answer says something else. */
  <T> T change(HttpRequest request, String commandId, Class<T> type) {
    return accepted(request, commandId, send(request, commandId), type);
  }

  /** As {@link #change}; the future fails with a {@link Failure}. */
  CompletableFuture<ChangeAnswer> changeAsync(HttpRequest request, String commandId) {
    return access
        .http()
        .sendAsync(request, BodyHandlers.ofByteArray())
        .handle(
            (answer, error) -> {
              if (error != null) {
                throw Failures.ofSilence(base, commandId, unwrap(error));
              }
              return accepted(request, commandId, answer, ChangeAnswer.class);
            });
  }

  /**
   * Reads a stream of events until it ends, or no more are wanted.
   *
   * @param last id behind which to resume; null for none
   * @param connected takes the revision at which the node was when it began to answer
   */
  void events(String path, Long last, LongConsumer connected, Predicate<WatchEvent> more) {
    HttpRequest.Builder request = request(path);
    if (last != null) {
      request.header("Last-Event-ID", last.toString());
    }
    lines(
        request,
        (head, lines) -> {
          head.firstValueAsLong(REVISION).ifPresent(connected);
          EventLines.read(lines, more);
        });
  }

  /** Hands over the head and the lines of a stream of events, which end when it does. */
  void lines(HttpRequest.Builder request, BiConsumer<HttpHeaders, Iterator<String>> reader) {
    request.setHeader("Accept", "text/event-stream");
    try {
      HttpResponse<InputStream> answer =
          access.http().send(request.build(), LivingBody.of(SILENCE));
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw Failures.ofAnswer(
              answer.uri(), answer.statusCode(), answer.headers(), body.readAllBytes());
        }
        reader.accept(
            answer.headers(),
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))
                .lines()
                .iterator());
      }
    } catch (IOException e) {
      throw Failures.ofSilence(base, null, e);
    } catch (UncheckedIOException e) {
      throw Failures.ofSilence(base, null, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.ofSilence(base, null, e);
    }
  }

  private <T> T accepted(
      HttpRequest request, String commandId, HttpResponse<byte[]> answer, Class<T> type) {
    if (answer.statusCode() == 202 && commandId == null) {
      throw Failures.lost(base);
    }
    if (answer.statusCode() == 202) {
      throw Failures.pending(base, commandId);
    }
    if (answer.statusCode() / 100 != 2) {
      throw Failures.ofAnswer(request.uri(), answer);
    }
    return parse(request, answer.body(), type);
  }

  private HttpResponse<byte[]> send(HttpRequest request, String commandId) {
    try {
      return access.http().send(request, BodyHandlers.ofByteArray());
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
