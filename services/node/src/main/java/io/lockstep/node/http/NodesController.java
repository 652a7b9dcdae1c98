package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.observe.Liveness.Seen;
import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.ResumeNode;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The nodes of the cluster. */
@Controller("/api/v1/nodes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class NodesController {
  private final NodeService node;
  private final Submitter submitter;

  NodesController(NodeService node, Submitter submitter) {
    this.node = node;
    this.submitter = submitter;
  }

  /** All that are or were members, with what each reported last. */
  @Access(Role.VIEWER)
  @Get
  Answers.Nodes list() {
    ClusterImage image = node.replay().image();
    return new Answers.Nodes(
        image.revision(),
        image.members().all().stream().map(member -> answer(image, member)).toList());
  }

  /** One node. */
  @Access(Role.VIEWER)
  @Get("/{id}")
  Answers.Node get(String id) {
    ClusterImage image = node.replay().image();
    return image
        .members()
        .get(id)
        .map(member -> answer(image, member))
        .orElseThrow(() -> ApiException.notFound("there is no node \"" + id + "\""));
  }

  /**
   * Changes what a node is for: site, roles and attributes. What is not named stays as it is.
   * Another change of the node that came meanwhile is not undone: the request is refused then.
   */
  @Access(Role.OPERATOR)
  @Patch("/{id}")
  CompletionStage<HttpResponse<?>> change(
      HttpRequest<?> request, String id, @Body NodeRequests.Duties body) {
    ClusterImage image = node.replay().image();
    Member member =
        image
            .members()
            .present(id)
            .orElseThrow(() -> ApiException.notFound("there is no node \"" + id + "\""));
    long there = image.entity(EntityKeys.node(id)).map(Entity::revision).orElse(0L);
    long seen = Submitter.expectedRevision(request.getHeaders()).orElse(there);
    return submitter.submit(
        request, List.of(Submissions.operation(new ChangeNode(body.of(member)), seen)));
  }

  /** Takes a node out of duty. */
  @Access(Role.OPERATOR)
  @Post("/{id}/drain")
  CompletionStage<HttpResponse<?>> drain(HttpRequest<?> request, String id) {
    return submitter.submit(request, new DrainNode(id));
  }

  /** Puts a node back in duty. */
  @Access(Role.OPERATOR)
  @Post("/{id}/resume")
  CompletionStage<HttpResponse<?>> resume(HttpRequest<?> request, String id) {
    return submitter.submit(request, new ResumeNode(id));
  }

  /** Ends a node's membership. */
  @Access(Role.ADMIN)
  @Delete("/{id}")
  CompletionStage<HttpResponse<?>> remove(HttpRequest<?> request, String id) {
    return submitter.submit(request, new RemoveNode(id));
  }

  /** Reads the log from its start and verifies all files, on this node alone. */
  @Access(Role.OPERATOR)
  @Post("/{id}/resync")
  HttpResponse<Answers.Resync> resync(String id) {
    requireSelf(id);
    return HttpResponse.accepted().body(Answers.Resync.of(id, node.resync().start()));
  }

  /** How far that is. */
  @Access(Role.VIEWER)
  @Get("/{id}/resync")
  Answers.Resync resynced(String id) {
    requireSelf(id);
    return Answers.Resync.of(id, node.resync().state());
  }

  private void requireSelf(String id) {
    if (id.equals(node.self().getId())) {
      return;
    }
    Member other =
        node.replay()
            .image()
            .members()
            .present(id)
            .orElseThrow(() -> ApiException.notFound("there is no node \"" + id + "\""));
    throw ApiException.of(
        HttpStatus.CONFLICT,
        "wrong-node",
        "only node %s itself can do that; ask it at %s".formatted(id, other.getUrl()));
  }

  private Answers.Node answer(ClusterImage image, Member member) {
    return new Answers.Node(
        member.getId(),
        member.getHost(),
        member.getUrl(),
        member.getAdminUrl(),
        member.getSite(),
        member.getRoles(),
        member.getAttributes(),
        member.getState().name(),
        image.promotion().primary().equals(Optional.of(member.getId())),
        node.liveness().last(member.getId()).map(NodesController::report).orElse(null));
  }

  private static Answers.Report report(Seen seen) {
    NodeReport report = seen.report();
    return new Answers.Report(
        report.getState().name(),
        report.getReceivedRevision(),
        report.getWrittenRevision(),
        report.getActiveRevision(),
        Digest.of(report.getDigest()).hex(),
        report.getOffset(),
        report.getEpoch(),
        report.getSoftwareVersion(),
        report.getProductVersion(),
        seen.age().toMillis(),
        report.getDrifted(),
        Answers.ProblemAnswer.of(report.getProblems()),
        Answers.ProblemAnswer.of(report.getWarnings()));
  }
}
