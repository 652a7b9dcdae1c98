package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.state.image.Entity;
import io.lockstep.trust.token.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Configuration parameters. */
@Controller("/api/v1/configuration")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConfigurationController {
  private final NodeService node;
  private final Submitter submitter;
  private final SecretValues secrets;

  ConfigurationController(NodeService node, Submitter submitter, SecretValues secrets) {
    this.node = node;
    this.submitter = submitter;
    this.secrets = secrets;
  }

  /** All parameters, ordered by key; of one scope, or with one prefix, if asked for. */
  @Access(Role.VIEWER)
  @Get
  CompletionStage<Answers.Parameters> list(
      HttpRequest<?> request,
      @Nullable @QueryValue String scope,
      @Nullable @QueryValue String prefix,
      @Nullable @QueryValue("min-revision") Long minRevision,
      @Nullable @QueryValue String consistency) {
    return fresh(request, minRevision, consistency).thenApply(done -> all(scope, prefix));
  }

  private Answers.Parameters all(String scope, String prefix) {
    var image = node.replay().image();
    return new Answers.Parameters(
        image.revision(),
        image.configuration().all().stream()
            .filter(entity -> matches(entity, scope, prefix))
            .map(Answers.Parameter::of)
            .toList());
  }

  private static boolean matches(Entity entity, String scope, String prefix) {
    ConfigurationChanged changed = entity.payload(ConfigurationChanged.class);
    return (scope == null || changed.getScope().equals(scope))
        && (prefix == null || changed.getKey().startsWith(prefix));
  }

  /** One parameter in a scope. */
  @Access(Role.VIEWER)
  @Get("/{key}")
  CompletionStage<HttpResponse<?>> get(
      HttpRequest<?> request,
      String key,
      @QueryValue(defaultValue = "shared") String scope,
      @Nullable @QueryValue("min-revision") Long minRevision,
      @Nullable @QueryValue String consistency) {
    return fresh(request, minRevision, consistency).thenApply(done -> find(key, scope));
  }

  /** Completes once the image is as new as is asked for. */
  private CompletionStage<Void> fresh(
      HttpRequest<?> request, Long minRevision, String consistency) {
    if (consistency != null && !consistency.equals("linearizable")) {
      throw ApiException.of(
          HttpStatus.BAD_REQUEST,
          "malformed-request",
          "consistency is linearizable or left away, not \"" + consistency + "\"");
    }
    CompletionStage<Void> ready =
        consistency != null ? submitter.barrier(request) : CompletableFuture.completedFuture(null);
    return ready.thenCompose(done -> reach(minRevision));
  }

  private CompletionStage<Void> reach(Long revision) {
    if (revision == null) {
      return CompletableFuture.completedFuture(null);
    }
    return node.replay()
        .awaitRevision(revision)
        .orTimeout(node.settings().commandTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            late -> {
              throw ApiException.of(
                  HttpStatus.GATEWAY_TIMEOUT,
                  "revision-not-reached",
                  "node %s is at revision %d and has not reached %d within %s"
                      .formatted(
                          node.self().getId(),
                          node.replay().image().revision(),
                          revision,
                          node.settings().commandTimeout()));
            });
  }

  private HttpResponse<?> find(String key, String scope) {
    Entity entity =
        node.replay()
            .image()
            .configuration()
            .get(key, scope)
            .orElseThrow(() -> ApiException.notFound(key + " has no value in scope " + scope));
    return HttpResponse.ok(Answers.Parameter.of(entity))
        .header(HttpHeaders.ETAG, "\"" + entity.revision() + "\"");
  }

  /** Gives a parameter a value. */
  @Access(Role.OPERATOR)
  @Put("/{key}")
  CompletionStage<HttpResponse<?>> set(
      HttpRequest<?> request,
      String key,
      @QueryValue(defaultValue = "shared") String scope,
      @Body Requests.Value body) {
    return submitter.submit(request, secrets.set(key, scope, body.text(), body.isSecret()));
  }

  /** Takes a parameter's value away. */
  @Access(Role.OPERATOR)
  @Delete("/{key}")
  CompletionStage<HttpResponse<?>> unset(
      HttpRequest<?> request, String key, @QueryValue(defaultValue = "shared") String scope) {
    return submitter.submit(request, new RemoveConfiguration(key, scope));
  }
}
