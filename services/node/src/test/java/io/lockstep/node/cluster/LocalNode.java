package io.lockstep.node.cluster;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.node.NodeService;
import io.lockstep.node.command.Submissions;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A node in the test's own process, without its HTTP API. */
public final class LocalNode implements ClusterNode {
  private final NodeService service;

  LocalNode(NodeService service) {
    this.service = service;
  }

  /** The node itself. */
  public NodeService service() {
    return service;
  }

  @Override
  public String id() {
    return service.self().getId();
  }

  @Override
  public Look look() {
    var view = service.replay().view();
    var image = view.image();
    return new Look(
        service.status().state().name(),
        service.status().primary(),
        image.promotion().epoch(),
        image.promotion().primary().orElse(""),
        image.revision(),
        image.digest().hex(),
        service.replay().staleMillis(),
        service.status().problems().stream().map(Problem::getCode).toList());
  }

  @Override
  public Answer write(Write write, Duration patience) {
    List<Operation> operations =
        write.actions().stream().map(action -> Submissions.operation(action, null)).toList();
    try {
      return service
          .gateway()
          .submit(Submissions.of(write.id(), "tester", null, operations))
          .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
          .join()
          .map(LocalNode::answer)
          .orElseGet(() -> Answer.of(Answer.Kind.PENDING, ""));
    } catch (CompletionException e) {
      return e.getCause() instanceof LogUnavailableException
          ? Answer.of(Answer.Kind.NOT_WRITTEN, e.getCause().getMessage())
          : Answer.of(Answer.Kind.UNKNOWN, e.getCause().toString());
    }
  }

  private static Answer answer(Outcome outcome) {
    return outcome.getResult() == OutcomeResult.ACCEPTED
        ? Answer.accepted(outcome.getRevision())
        : Answer.of(Answer.Kind.REFUSED, outcome.getRefusal().getMessage());
  }

  @Override
  public Optional<String> value(String key) {
    return service
        .replay()
        .image()
        .configuration()
        .get(key, "shared")
        .map(entity -> entity.payload(ConfigurationChanged.class).getValue());
  }

  @Override
  public void stop() {
    service.close();
  }

  @Override
  public void close() {
    service.close();
  }
}
