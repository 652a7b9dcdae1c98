package io.lockstep.status.http;

import io.lockstep.status.past.NoAnswerException;
import io.lockstep.status.past.NodeAnswer;
import io.lockstep.status.past.NodeGateway;
import io.lockstep.status.past.NodeRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

/**
 * The past, as a ready node tells it to whoever has a session token of the nodes. The token comes
 * in a header of its own, which no other site can make a browser send. These paths and no others
 * are handed on; what each may hold is checked here.
 */
@Controller("/api/v1/past")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PastController {
  /** Holds {@code Bearer TOKEN}, a session token of the nodes. */
  static final String TOKEN_HEADER = "Lockstep-Node-Authorization";

  /** Says which node answered. */
  static final String NODE_HEADER = "Lockstep-Node";

  private final NodeGateway gateway;

  PastController(NodeGateway gateway) {
    this.gateway = gateway;
  }

  /** The state at a revision, as {@code GET /api/v1/state?at=} of a node. */
  @Get("/state")
  HttpResponse<?> state(@QueryValue long at, @Nullable @Header(TOKEN_HEADER) String authorization) {
    return answer(authorization, null, () -> NodeRequest.state(Given.revision("at", at)));
  }

  /** The difference of two revisions, as {@code GET /api/v1/state/diff} of a node. */
  @Get("/difference")
  HttpResponse<?> difference(
      @QueryValue long from,
      @QueryValue long to,
      @Nullable @Header(TOKEN_HEADER) String authorization) {
    return answer(
        authorization,
        null,
        () -> NodeRequest.difference(Given.revision("from", from), Given.revision("to", to)));
  }

  /** What a parameter was, as {@code GET /api/v1/configuration/{key}/history} of a node. */
  @Get("/history")
  HttpResponse<?> history(
      @QueryValue String key,
      @QueryValue(defaultValue = "shared") String scope,
      @Nullable @Header(TOKEN_HEADER) String authorization) {
    return answer(
        authorization,
        null,
        () -> NodeRequest.history(Given.text("key", key), Given.text("scope", scope)));
  }

  /**
   * Back to a revision, or a change undone, as {@code POST /api/v1/state/revert} of a node.
   *
   * @param dryRun true to be told what would change
   * @param body as that of a node: {@code revision}, or {@code change}, which is a revision of it
   */
  @Post("/revert")
  HttpResponse<?> revert(
      @QueryValue("dry-run") boolean dryRun,
      @Body Map<String, Object> body,
      @Nullable @Header(TOKEN_HEADER) String authorization,
      @Nullable @Header("Idempotency-Key") String key) {
    return answer(authorization, key, () -> Given.revert(body, dryRun));
  }

  /** What is asked, once it is known who asks. */
  private interface Asked {
    NodeRequest request() throws Given.WrongException;
  }

  private HttpResponse<?> answer(String authorization, String key, Asked asked) {
    try {
      String token = Given.token(authorization);
      return answer(gateway.ask(asked.request(), token, Given.key(key)));
    } catch (Given.WrongException e) {
      return Problems.of(e.status(), e.code(), e.getMessage());
    } catch (NoAnswerException e) {
      return Problems.of(status(e.kind()), e.kind().code(), e.getMessage());
    }
  }

  private static HttpResponse<?> answer(NodeAnswer answer) {
    return HttpResponse.status(answer.status(), "")
        .contentType(answer.problem() ? Problems.MEDIA_TYPE : "application/json")
        .header(NODE_HEADER, answer.node())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(answer.body());
  }

  private static HttpStatus status(NoAnswerException.Kind kind) {
    return switch (kind) {
      case UNAVAILABLE, BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
      case BAD_ANSWER -> HttpStatus.BAD_GATEWAY;
      case TIMEOUT, OUTCOME_UNKNOWN -> HttpStatus.GATEWAY_TIMEOUT;
    };
  }
}
