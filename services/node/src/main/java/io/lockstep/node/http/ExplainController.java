package io.lockstep.node.http;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.node.NodeService;
import io.lockstep.node.http.OperationsAnswers.Explanation;
import io.lockstep.schema.Member;
import io.lockstep.state.describe.ParameterReach;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.token.Role;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;

/** Why something is kept the same on nodes, or is not. */
@Controller("/api/v1/explain")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExplainController {
  private final NodeService node;

  ExplainController(NodeService node) {
    this.node = node;
  }

  /**
   * What is said of a name: of a parameter where its values hold, of a file or a path which part of
   * the profile has it on which node.
   *
   * @param name of a parameter, a managed file, or a path in a folder
   */
  @Access(Role.VIEWER)
  @Get
  OperationsAnswers.Explanations get(@QueryValue String name) {
    if (name.isBlank()) {
      throw ApiException.malformed("name is that of a parameter, a file, or a path in a folder");
    }
    ClusterImage image = node.replay().image();
    List<Explanation> items = new ArrayList<>();
    ParameterReach.of(image, name).forEach(text -> items.add(new Explanation(null, text)));
    for (Member member : image.members().present()) {
      NodeView view = NodeView.of(image, member.getId());
      node.profile()
          .explain(image, view, name)
          .forEach(text -> items.add(new Explanation(member.getId(), text)));
    }
    return new OperationsAnswers.Explanations(name, image.revision(), items);
  }
}
