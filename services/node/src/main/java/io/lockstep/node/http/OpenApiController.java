package io.lockstep.node.http;

import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI document of this API, generated with it. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Lockstep node",
            version = "1.0",
            description =
                "Reads are answered from this node's image. A change is answered once this node"
                    + " has applied it, or with the reason why it was refused."),
    security = @SecurityRequirement(name = "session"))
@SecurityScheme(
    name = "session",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "A session token; its role says what it is good for.")
@Hidden
@Controller("/api/v1/openapi")
final class OpenApiController {
  private static final String DOCUMENT = "/META-INF/swagger/lockstep-node-1.0.yml";

  /** The document. */
  @Access(Role.VIEWER)
  @Get
  @Produces("application/yaml")
  HttpResponse<byte[]> get() {
    try (InputStream in = OpenApiController.class.getResourceAsStream(DOCUMENT)) {
      return HttpResponse.ok(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
