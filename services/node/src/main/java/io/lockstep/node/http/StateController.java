package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.report.NodeStatus;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.token.Role;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** How this node is. */
@Controller("/api/v1/state")
final class StateController {
  private final NodeService node;

  StateController(NodeService node) {
    this.node = node;
  }

  /** How far it has read, what its image's digest is, and what keeps it from being ready. */
  @Access(Role.VIEWER)
  @Get
  Answers.State get() {
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
        status.writtenRevision(),
        image.digest().hex(),
        view.position(),
        view.isSound(),
        node.replay().staleMillis(),
        status.drifted(),
        Answers.ProblemAnswer.of(status.problems()),
        Answers.ProblemAnswer.of(status.warnings()));
  }
}
