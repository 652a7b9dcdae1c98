package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.trust.token.Role;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Whether this machine is as the cluster and the product need it. */
@Controller("/api/v1/preflight")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PreflightController {
  private final NodeService node;

  PreflightController(NodeService node) {
    this.node = node;
  }

  /** Looks now, which takes up to 20 seconds, and changes nothing. */
  @Access(Role.VIEWER)
  @Get
  OperationsAnswers.Preflight get() {
    return new OperationsAnswers.Preflight(
        node.self().getId(),
        node.preflight().look().stream().map(OperationsAnswers.CheckAnswer::of).toList());
  }
}
