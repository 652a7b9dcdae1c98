package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.command.Submissions;
import io.lockstep.schema.Command;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Refusal;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.decide.Term;
import io.lockstep.state.image.ClusterImage;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Decides here as the primary would, and writes nothing. Any thread. */
@Singleton
final class TrialDecision {
  private final NodeService node;
  private final Decider decider;

  TrialDecision(NodeService node) {
    this.node = node;
    this.decider = new Decider(node.liveness(), node.profiles());
  }

  /** What a set of operations would make of an image. */
  Decision of(ClusterImage image, List<Operation> operations) {
    String primary =
        image
            .promotion()
            .primary()
            .orElseThrow(
                () ->
                    ApiException.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "no-primary",
                        "the cluster has no primary yet, so nobody can say what would be accepted;"
                            + " try again"));
    UnicodeCheck.require(operations);
    Term term = new Term(image.promotion().epoch(), primary, 0);
    Command command =
        Command.newBuilder()
            .setCluster(node.settings().cluster())
            .setOrigin(node.self().getId())
            .setSubmissions(List.of(Submissions.of("dry-run", "dry-run", null, operations)))
            .build();
    return decider.decide(image, term, List.of(command), id -> false);
  }

  /** Why a decision is a refusal; empty if it is none. */
  static Optional<Refusal> refusal(Decision decision) {
    return decision.outcomes().stream()
        .filter(outcome -> outcome.getRefusal() != null)
        .map(outcome -> outcome.getRefusal())
        .findFirst();
  }
}
