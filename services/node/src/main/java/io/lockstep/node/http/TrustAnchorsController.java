package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.command.Submissions;
import io.lockstep.schema.PublishTrustAnchor;
import io.lockstep.schema.RemoveTrustAnchor;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.CompletionStage;

/** The authorities that every node trusts. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TrustAnchorsController {
  private final NodeService node;
  private final Submitter submitter;

  TrustAnchorsController(NodeService node, Submitter submitter) {
    this.node = node;
    this.submitter = submitter;
  }

  /** All, ordered by id. */
  @Access(Role.VIEWER)
  @Get("/trust-anchors")
  CertificateAnswers.Anchors list() {
    ClusterImage image = node.replay().image();
    return new CertificateAnswers.Anchors(
        image.revision(),
        image.trust().entities().sorted().stream()
            .filter(entity -> entity.event().getPayload() instanceof TrustAnchorPublished)
            .map(CertificateAnswers.AnchorItem::of)
            .toList());
  }

  /** Publishes the authorities of a file. */
  @Access(Role.ADMIN)
  @Post("/trust-anchors")
  CompletionStage<HttpResponse<?>> publish(
      HttpRequest<?> request, @Body CertificateRequests.Anchors body) {
    return submitter.submit(
        request,
        node.certificates().service().anchors(body.bytes()).stream()
            .map(anchor -> Submissions.operation(new PublishTrustAnchor(anchor), null))
            .toList());
  }

  /** Removes one. */
  @Access(Role.ADMIN)
  @Delete("/trust-anchors/{id}")
  CompletionStage<HttpResponse<?>> remove(HttpRequest<?> request, String id) {
    return submitter.submit(request, new RemoveTrustAnchor(id));
  }

  /** Publishes the authority of this node, which it does by itself once it is a member. */
  @Access(Role.ADMIN)
  @Post("/ca")
  CompletionStage<HttpResponse<?>> publishOwn(HttpRequest<?> request) {
    return submitter.submit(
        request, new PublishTrustAnchor(node.certificates().authority().anchor()));
  }
}
