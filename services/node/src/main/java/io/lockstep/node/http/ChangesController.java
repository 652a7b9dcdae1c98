package io.lockstep.node.http;

import io.lockstep.materialize.DryRun;
import io.lockstep.materialize.FilePreview;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.node.NodeService;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.Operation;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.describe.ParameterReach;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets of changes: accepted whole or refused whole. */
@Controller("/api/v1/changes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChangesController {
  private static final Logger LOG = LoggerFactory.getLogger(ChangesController.class);

  private final NodeService node;
  private final Submitter submitter;
  private final SecretValues secrets;
  private final TrialDecision decisions;

  ChangesController(
      NodeService node, Submitter submitter, SecretValues secrets, TrialDecision decisions) {
    this.node = node;
    this.submitter = submitter;
    this.secrets = secrets;
    this.decisions = decisions;
  }

  /** Submits a set, or says what it would do. */
  @Access(Role.OPERATOR)
  @Post
  CompletionStage<HttpResponse<?>> change(
      HttpRequest<?> request,
      @Body Requests.Changes body,
      @QueryValue(value = "dry-run", defaultValue = "false") boolean dryRun) {
    List<Operation> steps = body.steps(secrets);
    AdministratorsOnly.require(request, steps);
    if (request.getHeaders().contains(HttpHeaders.IF_MATCH)
        || request.getHeaders().contains(HttpHeaders.IF_NONE_MATCH)) {
      throw ApiException.of(
          HttpStatus.BAD_REQUEST,
          "malformed-request",
          "a set has no revision of its own: give each operation its \"expectedRevision\"");
    }
    return dryRun
        ? CompletableFuture.completedFuture(HttpResponse.ok(dryRun(steps)))
        : submitter.submit(request, steps);
  }

  /** Decides here as the primary would, and writes nothing. */
  private Answers.DryRun dryRun(List<Operation> steps) {
    ClusterImage image = node.replay().image();
    Decision decision = decisions.of(image, steps);
    TrialDecision.refusal(decision)
        .ifPresent(
            refusal -> {
              throw ApiException.refused(null, refusal);
            });
    return new Answers.DryRun(
        true,
        image.revision(),
        decision.events().stream().map(event -> planned(event, decision.image())).toList(),
        files(image, decision.image()));
  }

  private static Answers.PlannedEvent planned(Event event, ClusterImage then) {
    return new Answers.PlannedEvent(
        EntityKeys.of(event),
        event.getPayload().getClass().getSimpleName(),
        event.getRevision(),
        reach(event.getPayload(), then));
  }

  private static List<String> reach(Object payload, ClusterImage then) {
    if (payload instanceof ConfigurationChanged set) {
      return List.of(ParameterReach.of(then, set.getKey(), set.getScope()));
    }
    return payload instanceof ConfigurationRemoved unset
        ? ParameterReach.of(then, unset.getKey())
        : List.of();
  }

  private List<Answers.PlannedFile> files(ClusterImage now, ClusterImage then) {
    List<Answers.PlannedFile> files = new ArrayList<>();
    for (Member member : then.members().present()) {
      for (FilePreview file : preview(now, then, member.getId())) {
        files.add(
            new Answers.PlannedFile(
                file.node(),
                file.path(),
                file.action().text(),
                file.before(),
                file.after(),
                file.seen().name().toLowerCase(Locale.ROOT),
                file.problem()));
      }
    }
    return files;
  }

  /** Of this node with what is on its disk, where that can be read; of the others without. */
  private List<FilePreview> preview(ClusterImage now, ClusterImage then, String id) {
    if (id.equals(node.self().getId())) {
      try {
        return node.diskPreview().of(now, then);
      } catch (MaterializeException e) {
        LOG.warn("cannot look at the files for a dry run reason={}", e.getMessage());
      }
    }
    return DryRun.preview(node.profile(), now, then, id);
  }
}
