package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.trust.token.Role;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What became of commands. */
@Controller("/api/v1/commands")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandsController {
  private final NodeService node;

  CommandsController(NodeService node) {
    this.node = node;
  }

  /** What became of a command. One that was never sent is pending too: it may be on its way. */
  @Access(Role.VIEWER)
  @Get("/{id}")
  Answers.CommandAnswer get(String id) {
    return node.replay()
        .outcomes()
        .get(id)
        .map(Answers.CommandAnswer::of)
        .orElseGet(() -> Answers.CommandAnswer.pending(id));
  }
}
