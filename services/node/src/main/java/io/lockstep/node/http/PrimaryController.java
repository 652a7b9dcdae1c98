package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.decide.Codes;
import io.lockstep.state.decide.Succession;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.CompletionStage;

/** The primary. */
@Controller("/api/v1/primary")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PrimaryController {
  private final NodeService node;
  private final Submitter submitter;

  PrimaryController(NodeService node, Submitter submitter) {
    this.node = node;
    this.submitter = submitter;
  }

  /** Who is primary, since when, why, and whether a failback leaves it its role. */
  @Access(Role.VIEWER)
  @Get
  Answers.Primary get() {
    Entity entity =
        node.replay()
            .image()
            .entity(EntityKeys.PRIMARY)
            .orElseThrow(() -> ApiException.notFound("the cluster has no primary yet"));
    PrimaryPromoted term = entity.payload(PrimaryPromoted.class);
    return new Answers.Primary(
        term.getEpoch(),
        term.getNode(),
        term.getReason().name(),
        entity.revision(),
        entity.event().getTime().toString(),
        node.replay().image().promotion().pinned());
  }

  /** Hands the role over to a node. */
  @Access(Role.OPERATOR)
  @Post
  CompletionStage<HttpResponse<?>> promote(HttpRequest<?> request, @Body Requests.Promote body) {
    if (body.node() == null) {
      throw ApiException.of(
          HttpStatus.BAD_REQUEST, "malformed-request", "the body is {\"node\": \"ID\"}");
    }
    return submitter.submit(request, new PromoteNode(body.node(), PromotionReason.MANUAL));
  }

  /** Hands the role to the first of the promotion order, which ends a promotion by hand. */
  @Access(Role.OPERATOR)
  @Post("/failback")
  CompletionStage<HttpResponse<?>> failBack(HttpRequest<?> request) {
    String first =
        Succession.ranked(node.replay().image()).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    ApiException.of(
                        HttpStatus.CONFLICT,
                        Codes.NOT_ENTITLED,
                        "no node may become primary: all are drained, or their entries in the"
                            + " promotion order are commented out; resume one or change the order"));
    return submitter.submit(request, new PromoteNode(first, PromotionReason.FAILBACK));
  }

  /**
   * Ends a promotion by hand and leaves the role where it is: Cluster.failback decides again. The
   * primary need not be the first of the order, which may be away.
   */
  @Access(Role.OPERATOR)
  @Post("/unpin")
  CompletionStage<HttpResponse<?>> unpin(HttpRequest<?> request) {
    String primary =
        node.replay()
            .image()
            .promotion()
            .primary()
            .orElseThrow(() -> ApiException.notFound("the cluster has no primary yet"));
    return submitter.submit(request, new PromoteNode(primary, PromotionReason.FAILBACK));
  }
}
