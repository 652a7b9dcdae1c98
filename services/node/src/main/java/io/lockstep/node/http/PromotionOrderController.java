package io.lockstep.node.http;

import io.lockstep.materialize.servers.MalformedServersException;
import io.lockstep.materialize.servers.ServersFile;
import io.lockstep.node.NodeService;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.concurrent.CompletionStage;

/** The order in which nodes take over, as JSON and as a {@code servers} file. */
@Controller("/api/v1/promotion-order")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PromotionOrderController {
  private final NodeService node;
  private final Submitter submitter;

  PromotionOrderController(NodeService node, Submitter submitter) {
    this.node = node;
    this.submitter = submitter;
  }

  /** The order as JSON; as a {@code servers} file for who accepts that first. */
  @Access(Role.VIEWER)
  @Get
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Answers.Order.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = "string"))
      })
  HttpResponse<?> get(HttpRequest<?> request) {
    ClusterImage image = node.replay().image();
    if (request.accept().stream()
        .findFirst()
        .filter(MediaType.TEXT_PLAIN_TYPE::equals)
        .isPresent()) {
      byte[] file =
          new ServersFile(image.promotion().order(), image.promotion().trailer()).format();
      return HttpResponse.ok(file).contentType(MediaType.TEXT_PLAIN_TYPE);
    }
    return HttpResponse.ok(
            new Answers.Order(
                image.entity(EntityKeys.PROMOTION_ORDER).map(Entity::revision).orElse(0L),
                image.promotion().order().stream().map(Answers.OrderEntry::of).toList(),
                image.promotion().trailer()))
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /** Sets the order from a {@code servers} file. */
  @Access(Role.OPERATOR)
  @Put
  @Consumes(MediaType.TEXT_PLAIN)
  @Produces(MediaType.APPLICATION_JSON)
  CompletionStage<HttpResponse<?>> put(HttpRequest<?> request, @Body byte[] body) {
    try {
      ServersFile file = ServersFile.parse(body);
      return submitter.submit(request, new SetPromotionOrder(file.entries(), file.trailer()));
    } catch (MalformedServersException e) {
      throw ApiException.of(HttpStatus.UNPROCESSABLE_ENTITY, "malformed-servers", e.getMessage());
    }
  }
}
