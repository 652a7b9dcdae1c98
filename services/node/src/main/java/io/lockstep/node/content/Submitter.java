package io.lockstep.node.content;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.command.SendUnknownException;
import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.command.Submissions;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.Codes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Asks the primary for changes of content, until it is known what became of them. One thread. */
final class Submitter {
  private static final int MOST_TOGETHER = 5_000;
  private static final long AGAIN_MILLIS = 300;

  /** Codes that say that somebody else was quicker, and that a new look helps. */
  private static final Set<String> LATE = Set.of(Codes.CONFLICT, Codes.NOT_FOUND);

  private final CommandGateway gateway;
  private final String self;

  Submitter(CommandGateway gateway, String self) {
    this.gateway = gateway;
    this.self = self;
  }

  /** One step, and what it is about. */
  record Step<T>(T about, Operation operation) {}

  /**
   * Submits steps, many in one change. Where a change is refused for one of its steps, the others
   * are submitted without it.
   *
   * @param accepted hears of what was accepted
   * @param refused hears of what was refused, and why
   * @return whether all was decided; false if somebody else was quicker, so that one has to look
   *     again
   * @throws LogUnavailableException if it is certain that no more was written
   */
  <T> boolean submit(
      List<Step<T>> steps, BiConsumer<List<T>, Outcome> accepted, BiConsumer<T, String> refused)
      throws InterruptedException {
    boolean decided = true;
    for (int from = 0; from < steps.size(); from += MOST_TOGETHER) {
      List<Step<T>> together = steps.subList(from, Math.min(steps.size(), from + MOST_TOGETHER));
      decided &= submitTogether(together, accepted, refused);
    }
    return decided;
  }

  private <T> boolean submitTogether(
      List<Step<T>> steps, BiConsumer<List<T>, Outcome> accepted, BiConsumer<T, String> refused)
      throws InterruptedException {
    Outcome outcome = decide(steps.stream().map(Step::operation).toList());
    if (outcome.getResult() == OutcomeResult.ACCEPTED) {
      accepted.accept(steps.stream().map(Step::about).toList(), outcome);
      return true;
    }
    boolean late = LATE.contains(outcome.getRefusal().getCode());
    if (steps.size() == 1) {
      if (!late) {
        refused.accept(steps.get(0).about(), outcome.getRefusal().getMessage());
      }
      return !late;
    }
    int half = steps.size() / 2;
    boolean first = submitTogether(steps.subList(0, half), accepted, refused);
    return submitTogether(steps.subList(half, steps.size()), accepted, refused) && first;
  }

  /** The same id again, so that it is decided once however often it is sent. */
  private Outcome decide(List<Operation> operations) throws InterruptedException {
    String id = UUID.randomUUID().toString();
    Submission submission = Submissions.of(id, self, null, operations);
    while (true) {
      try {
        Optional<Outcome> outcome = gateway.submit(submission).get();
        if (outcome.isPresent()) {
          return outcome.get();
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof LogUnavailableException unavailable) {
          throw unavailable;
        } else if (!(e.getCause() instanceof SendUnknownException)) {
          throw new IllegalStateException("content is not published", e.getCause());
        }
      }
      TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
    }
  }
}
