package io.lockstep.node.http;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.OversizedRecordException;
import io.lockstep.log.command.SendUnknownException;
import io.lockstep.node.NodeService;
import io.lockstep.node.command.Submissions;
import io.lockstep.schema.Barrier;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Makes commands of requests and answers of outcomes. */
@Singleton
final class Submitter {
  static final String ACTOR = "Lockstep-Actor";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String ID_FORM = "[\\x21-\\x7e]{1,128}";
  private static final int LONGEST_ACTOR = 128;

  private final NodeService node;

  Submitter(NodeService node) {
    this.node = node;
  }

  /** Submits one action. */
  CompletionStage<HttpResponse<?>> submit(HttpRequest<?> request, Object action) {
    return submit(
        request,
        List.of(
            Submissions.operation(action, expectedRevision(request.getHeaders()).orElse(null))));
  }

  /** Submits a set of actions. */
  CompletionStage<HttpResponse<?>> submit(HttpRequest<?> request, List<Operation> operations) {
    String id = commandId(request);
    UnicodeCheck.require(operations);
    return send(request, id, operations)
        .thenApply(
            outcome ->
                outcome.isEmpty()
                    ? HttpResponse.status(HttpStatus.ACCEPTED)
                        .header(HttpHeaders.LOCATION, location(id))
                        .body(Answers.CommandAnswer.pending(id))
                    : answer(outcome.get()));
  }

  /** Completes when this node's image has everything that was accepted before the call. */
  CompletionStage<Void> barrier(HttpRequest<?> request) {
    String id = UUID.randomUUID().toString();
    return send(request, id, List.of(Submissions.operation(new Barrier(""), null)))
        .thenApply(
            outcome -> {
              if (outcome.isEmpty()) {
                throw ApiException.of(
                    HttpStatus.GATEWAY_TIMEOUT,
                    "no-primary",
                    "no primary has answered within "
                        + node.settings().commandTimeout()
                        + "; read without consistency=linearizable, or try again");
              }
              answer(outcome.get());
              return null;
            });
  }

  private CompletableFuture<Optional<Outcome>> send(
      HttpRequest<?> request, String id, List<Operation> operations) {
    return node.gateway()
        .submit(
            Submissions.of(
                id,
                actor(request),
                request.getRemoteAddress().getAddress().getHostAddress(),
                operations))
        .exceptionally(
            failure -> {
              throw failed(id, failure instanceof CompletionException e ? e.getCause() : failure);
            });
  }

  private static HttpResponse<?> answer(Outcome outcome) {
    if (outcome.getResult() == OutcomeResult.REFUSED) {
      throw ApiException.refused(outcome.getCommandId(), outcome.getRefusal());
    }
    return HttpResponse.ok(Answers.Accepted.of(outcome));
  }

  private static RuntimeException failed(String id, Throwable failure) {
    if (failure instanceof LogUnavailableException) {
      return ApiException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "unavailable",
          failure.getMessage() + " Nothing was written; try again.",
          id);
    } else if (failure instanceof SendUnknownException) {
      return ApiException.of(
          HttpStatus.GATEWAY_TIMEOUT, "outcome-unknown", failure.getMessage(), id);
    } else if (failure instanceof OversizedRecordException) {
      return ApiException.of(
          HttpStatus.REQUEST_ENTITY_TOO_LARGE, "request-too-large", failure.getMessage(), id);
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }

  private static String location(String id) {
    return "/api/v1/commands/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private static String actor(HttpRequest<?> request) {
    String actor = request.getHeaders().get(ACTOR);
    if (actor == null || actor.isBlank()) {
      return "anonymous";
    }
    return actor.length() > LONGEST_ACTOR ? actor.substring(0, LONGEST_ACTOR) : actor;
  }

  private static String commandId(HttpRequest<?> request) {
    String id = request.getHeaders().get(IDEMPOTENCY_KEY);
    if (id == null) {
      return UUID.randomUUID().toString();
    }
    if (!id.matches(ID_FORM)) {
      throw malformed("Idempotency-Key has 1 to 128 visible ASCII characters, not \"" + id + "\"");
    }
    return id;
  }

  /** {@code If-None-Match: *} expects 0, {@code If-Match: "N"} expects N. */
  static Optional<Long> expectedRevision(HttpHeaders headers) {
    String noneMatch = headers.get(HttpHeaders.IF_NONE_MATCH);
    String match = headers.get(HttpHeaders.IF_MATCH);
    if (noneMatch != null && (match != null || !noneMatch.equals("*"))) {
      throw malformed("If-None-Match is * and stands without If-Match, not " + noneMatch);
    }
    if (noneMatch != null) {
      return Optional.of(0L);
    }
    if (match == null) {
      return Optional.empty();
    }
    if (!match.matches("\"[0-9]{1,18}\"|[0-9]{1,18}")) {
      throw malformed("If-Match is a revision in quotes, such as \"17\", not " + match);
    }
    return Optional.of(Long.parseLong(match.replace("\"", "")));
  }

  private static ApiException malformed(String detail) {
    return ApiException.of(HttpStatus.BAD_REQUEST, "malformed-request", detail);
  }
}
