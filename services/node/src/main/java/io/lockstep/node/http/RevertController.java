package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.past.Reverts;
import io.lockstep.node.past.Reverts.Planned;
import io.lockstep.schema.Operation;
import io.lockstep.state.decide.Codes;
import io.lockstep.state.decide.ProfileNames;
import io.lockstep.state.describe.EntityName;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.revert.RevertPlan;
import io.lockstep.state.revert.RevertStep;
import io.lockstep.state.revert.RevertTrial;
import io.lockstep.trust.token.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The way back: one new change that gives entities an earlier state again. */
@Controller("/api/v1/state/revert")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevertController {
  /** Families that an operator may change; the others are for administrators. */
  private static final Set<String> OF_OPERATORS =
      Set.of("configuration", EntityKeys.PROMOTION_ORDER);

  /**
   * What to take back.
   *
   * @param revision back to the state that was there once it was applied
   * @param change instead: undo the change that this revision belongs to, and nothing else
   * @param force undo it also where later changes overwrote it
   * @param expectHead {@code head} of the dry run; refused if anything changed since
   */
  @Serdeable
  record Request(
      @Nullable Long revision,
      @Nullable Long change,
      @Nullable Boolean force,
      @Nullable Long expectHead) {
    void require() {
      if ((revision == null) == (change == null) || force != null && change == null) {
        throw ApiException.malformed(
            "the body is {\"revision\": R}, or {\"change\": R} with \"force\" or without; both"
                + " take \"expectHead\"");
      }
      PastController.requireRevision(
          revision == null ? "change" : "revision", revision == null ? change : revision, 1);
    }

    boolean isForced() {
      return Boolean.TRUE.equals(force);
    }
  }

  private final NodeService node;
  private final Submitter submitter;
  private final TrialDecision decisions;

  RevertController(NodeService node, Submitter submitter, TrialDecision decisions) {
    this.node = node;
    this.submitter = submitter;
    this.decisions = decisions;
  }

  /** Goes back, or says what that would do. */
  @Access(Role.OPERATOR)
  @Post
  CompletionStage<HttpResponse<?>> revert(
      HttpRequest<?> request,
      @Body Request body,
      @QueryValue(value = "dry-run", defaultValue = "false") boolean dryRun) {
    body.require();
    ClusterImage now = node.replay().image();
    requireHead(body, now);
    Planned planned =
        body.revision() == null
            ? node.reverts().fromChange(now, body.change())
            : node.reverts().toState(now, body.revision());
    RevertTrial trial =
        RevertTrial.of(
            withinRole(request, planned.plan()),
            operations -> TrialDecision.refusal(decisions.of(now, operations)));
    trial
        .refusal()
        .ifPresent(
            refusal -> {
              throw ApiException.refused(null, refusal);
            });
    if (dryRun) {
      return CompletableFuture.completedFuture(HttpResponse.ok(answer(now, trial, planned)));
    }
    requireNotOverwritten(body, planned);
    return submit(request, now, trial.plan());
  }

  /** Nobody brings back by an earlier state what the role could not change by itself. */
  private static RevertPlan withinRole(HttpRequest<?> request, RevertPlan plan) {
    if (Roles.suffices(Sessions.of(request).role(), Role.ADMIN)) {
      return plan;
    }
    RevertPlan within = plan;
    for (RevertStep step : plan.steps()) {
      EntityName entity = step.change().entity();
      if (!OF_OPERATORS.contains(entity.family()) || ProfileNames.isAbout(entity.name())) {
        within = within.without(entity.key(), "changing it asks for role admin");
      }
    }
    return within;
  }

  private static void requireHead(Request body, ClusterImage now) {
    if (body.expectHead() != null && body.expectHead() != now.revision()) {
      throw ApiException.of(
          HttpStatus.CONFLICT,
          "head-moved",
          "revision %d was expected to be the newest, and revision %d is; look at the dry run again"
              .formatted(body.expectHead(), now.revision()));
    }
  }

  private static void requireNotOverwritten(Request body, Planned planned) {
    if (planned.overwritten().isEmpty() || body.isForced()) {
      return;
    }
    String list =
        planned.overwritten().stream()
            .limit(10)
            .map(RevertController::text)
            .collect(Collectors.joining("; "));
    throw ApiException.of(
        HttpStatus.CONFLICT,
        "overwritten",
        "later changes overwrote what change %d did (%s%s); \"force\": true takes them back too"
            .formatted(
                body.change(), list, planned.overwritten().size() > 10 ? "; and others" : ""));
  }

  private static String text(Reverts.Overwritten later) {
    EntityName entity = later.entity();
    return entity.key()
        + (later.revision() == 0
            ? " is gone"
            : " at revision " + later.revision() + " by " + later.actor());
  }

  private CompletionStage<HttpResponse<?>> submit(
      HttpRequest<?> request, ClusterImage now, RevertPlan plan) {
    if (plan.steps().isEmpty()) {
      return CompletableFuture.completedFuture(
          HttpResponse.ok(
              new PastAnswers.Reverted(null, null, now.revision(), changes(plan), left(plan))));
    }
    List<Operation> operations = plan.steps().stream().map(RevertStep::operation).toList();
    return submitter
        .submit(
            request,
            operations,
            outcome ->
                new PastAnswers.Reverted(
                    outcome.getCommandId(),
                    outcome.getFirstRevision(),
                    outcome.getRevision(),
                    changes(plan),
                    left(plan)))
        .exceptionally(
            failure -> {
              throw conflict(failure instanceof CompletionException e ? e.getCause() : failure);
            });
  }

  /** What was planned changed meanwhile; nobody sent an If-Match that failed. */
  private static RuntimeException conflict(Throwable failure) {
    if (failure instanceof ApiException e && e.document().code().equals(Codes.CONFLICT)) {
      return e.as(HttpStatus.CONFLICT);
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }

  private static PastAnswers.RevertPlanned answer(
      ClusterImage now, RevertTrial trial, Planned planned) {
    return new PastAnswers.RevertPlanned(
        now.revision(),
        changes(trial.plan()),
        left(trial.plan()),
        planned.overwritten().stream().map(PastAnswers.Overwritten::of).toList());
  }

  private static List<PastAnswers.Difference> changes(RevertPlan plan) {
    return plan.steps().stream().map(step -> PastAnswers.Difference.of(step.change())).toList();
  }

  private static List<PastAnswers.NotRevertible> left(RevertPlan plan) {
    return plan.left().stream().map(PastAnswers.NotRevertible::of).toList();
  }
}
