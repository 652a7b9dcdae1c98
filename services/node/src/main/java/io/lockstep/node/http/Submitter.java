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
import java.util.function.Function;

/** Makes commands of requests and answers of outcomes. */
@Singleton
final class Submitter {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String ID_FORM = "[\\x21-\\x7e]{1,128}";

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
    return submit(request, operations, Answers.Accepted::of);
  }

  /**
   * Submits a set of actions.
   *
   * @param accepted makes the answer once it is accepted and applied here
   */
  CompletionStage<HttpResponse<?>> submit(
      HttpRequest<?> request, List<Operation> operations, Function<Outcome, ?> accepted) {
    String id = commandId(request);
    UnicodeCheck.require(operations);
    AdministratorsOnly.require(request, operations);
    return answer(id, send(request, id, operations), accepted);
  }

  /**
   * Answers with what becomes of something that another part of the node submits.
   *
   * @param submission submits it under the id that it is given
   */
  CompletionStage<HttpResponse<?>> submit(
      HttpRequest<?> request, Function<String, CompletableFuture<Optional<Outcome>>> submission) {
    String id = commandId(request);
    return answer(id, translated(id, submission.apply(id)), Answers.Accepted::of);
  }

  private static CompletionStage<HttpResponse<?>> answer(
      String id, CompletableFuture<Optional<Outcome>> decided, Function<Outcome, ?> accepted) {
    return decided.thenApply(
        outcome ->
            outcome.isEmpty()
                ? HttpResponse.status(HttpStatus.ACCEPTED)
                    .header(HttpHeaders.LOCATION, location(id))
                    .body(Answers.CommandAnswer.pending(id))
                : HttpResponse.ok(accepted.apply(requireAccepted(outcome.get()))));
  }

  /** Ends a request that would get another answer each time, where one answer is to be repeated. */
  static void requireNoIdempotencyKey(HttpRequest<?> request) {
    if (request.getHeaders().contains(IDEMPOTENCY_KEY)) {
      throw malformed(
          "the answer has something new each time, which cannot be given twice; leave "
              + IDEMPOTENCY_KEY
              + " away");
    }
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
              requireAccepted(outcome.get());
              return null;
            });
  }

  private CompletableFuture<Optional<Outcome>> send(
      HttpRequest<?> request, String id, List<Operation> operations) {
    return translated(
        id,
        node.gateway()
            .submit(
                Submissions.of(id, Sessions.of(request).subject(), address(request), operations)));
  }

  private static CompletableFuture<Optional<Outcome>> translated(
      String id, CompletableFuture<Optional<Outcome>> decided) {
    return decided.exceptionally(
        failure -> {
          throw failed(id, failure instanceof CompletionException e ? e.getCause() : failure);
        });
  }

  /** The network address that a request came from. */
  static String address(HttpRequest<?> request) {
    return request.getRemoteAddress().getAddress().getHostAddress();
  }

  private static Outcome requireAccepted(Outcome outcome) {
    if (outcome.getResult() == OutcomeResult.REFUSED) {
      throw ApiException.refused(outcome.getCommandId(), outcome.getRefusal());
    }
    return outcome;
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
