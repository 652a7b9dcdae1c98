package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.report.NodeStatus;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.token.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** How this node is. */
@Controller("/api/v1/state")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StateController {
  private final NodeService node;

  StateController(NodeService node) {
    this.node = node;
  }

  /**
   * How far it has read, what its image's digest is, and what keeps it from being ready. With
   * {@code at} instead the state of the cluster once that revision was applied, with all of the
   * change that it belongs to.
   */
  @Access(Role.VIEWER)
  @Get
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(oneOf = {Answers.State.class, PastAnswers.WholeState.class})))
  HttpResponse<?> get(@Nullable @QueryValue Long at) {
    return HttpResponse.ok(at == null ? now() : PastController.at(node, at));
  }

  private Answers.State now() {
    NodeView view = node.replay().view();
    ClusterImage image = view.image();
    NodeStatus status = node.status();
    return new Answers.State(
        node.settings().cluster(),
        node.self().getId(),
        node.incarnation(),
        status.state().name(),
        status.primary(),
        image.promotion().epoch(),
        image.promotion().primary().orElse(null),
        image.revision(),
        status.writtenRevision(),
        status.activeRevision(),
        image.digest().hex(),
        view.position(),
        view.isSound(),
        node.replay().staleMillis(),
        status.drifted(),
        Answers.ProblemAnswer.of(status.problems()),
        Answers.ProblemAnswer.of(status.warnings()));
  }
}
