package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.Licence;
import io.lockstep.schema.LicenceInstalled;
import io.lockstep.schema.RemoveLicence;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.CompletionStage;

/** The licences of the nodes; their content is a secret. */
@Controller("/api/v1/licences")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LicencesController {
  private final NodeService node;
  private final Submitter submitter;
  private final SecretValues secrets;

  LicencesController(NodeService node, Submitter submitter, SecretValues secrets) {
    this.node = node;
    this.submitter = submitter;
    this.secrets = secrets;
  }

  /** All, without their content. */
  @Access(Role.VIEWER)
  @Get
  TrustAnswers.Licences list() {
    ClusterImage image = node.replay().image();
    return new TrustAnswers.Licences(
        image.revision(),
        image.trust().entities().sorted().stream()
            .filter(entity -> entity.event().getPayload() instanceof LicenceInstalled)
            .map(TrustAnswers.LicenceItem::of)
            .toList());
  }

  /** Installs one, or replaces it. */
  @Access(Role.ADMIN)
  @Put("/{member}/{product}")
  CompletionStage<HttpResponse<?>> install(
      HttpRequest<?> request,
      String member,
      String product,
      @Body TrustRequests.LicenceRequest body) {
    Licence licence =
        Licence.newBuilder()
            .setNode(member)
            .setProduct(product)
            .setCap(body.cap())
            .setExpires(body.end())
            .setContent(
                body.content() == null
                    ? null
                    : secrets.seal(body.content(), EntityKeys.licence(member, product)))
            .build();
    return submitter.submit(request, new InstallLicence(licence));
  }

  /** Removes one. */
  @Access(Role.ADMIN)
  @Delete("/{member}/{product}")
  CompletionStage<HttpResponse<?>> remove(HttpRequest<?> request, String member, String product) {
    return submitter.submit(request, new RemoveLicence(member, product));
  }
}
