package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.workload.Workload;
import io.lockstep.trust.token.Role;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Which node does which work of the product. */
@Controller("/api/v1/workload")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WorkloadController {
  private final NodeService node;

  WorkloadController(NodeService node) {
    this.node = node;
  }

  /** Who works, who owns what one node alone does, and who takes which kind of task. */
  @Access(Role.VIEWER)
  @Get
  OperationsAnswers.WorkloadAnswer get() {
    ClusterImage image = node.replay().image();
    return OperationsAnswers.WorkloadAnswer.of(image.revision(), Workload.of(image));
  }
}
