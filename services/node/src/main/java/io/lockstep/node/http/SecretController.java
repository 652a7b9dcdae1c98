package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.observe.Liveness.Seen;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.SecretChanged;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The versions of the cluster secret; never the secret. */
@Controller("/api/v1/secret")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SecretController {
  private final NodeService node;
  private final Submitter submitter;

  SecretController(NodeService node, Submitter submitter) {
    this.node = node;
    this.submitter = submitter;
  }

  /** Its versions, and which node has which. */
  @Access(Role.VIEWER)
  @Get
  TrustAnswers.Secrets get() {
    ClusterImage image = node.replay().image();
    return new TrustAnswers.Secrets(
        image.revision(),
        versions(image),
        image.members().present().stream().map(this::holder).toList());
  }

  private static List<TrustAnswers.SecretItem> versions(ClusterImage image) {
    SortedMap<Integer, TrustAnswers.SecretItem> versions = new TreeMap<>();
    image
        .entity(EntityKeys.CLUSTER)
        .ifPresent(founded -> versions.put(1, TrustAnswers.SecretItem.founding(founded)));
    image.trust().entities().sorted().stream()
        .filter(entity -> entity.event().getPayload() instanceof SecretChanged)
        .map(TrustAnswers.SecretItem::of)
        .forEach(item -> versions.put(item.version(), item));
    return List.copyOf(versions.values());
  }

  private TrustAnswers.SecretHolder holder(Member member) {
    Optional<NodeReport> report = node.liveness().last(member.getId()).map(Seen::report);
    return new TrustAnswers.SecretHolder(
        member.getId(),
        report.map(NodeReport::getSecretVersion).orElse(0),
        report.map(NodeReport::getSecretFingerprint).orElse(null));
  }

  /** Brings the next version. */
  @Access(Role.ADMIN)
  @Post("/rotate")
  CompletionStage<HttpResponse<?>> rotate(HttpRequest<?> request) {
    return submitter.submit(
        request,
        id ->
            node.rotation().rotate(id, Sessions.of(request).subject(), Submitter.address(request)));
  }
}
