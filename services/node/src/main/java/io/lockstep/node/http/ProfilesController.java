package io.lockstep.node.http;

import io.lockstep.materialize.profile.ProfileSchema;
import io.lockstep.node.NodeService;
import io.lockstep.trust.token.Role;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Profiles. They are installed and used as the parameters that they are. */
@Controller("/api/v1/profiles")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProfilesController {
  private final NodeService node;

  ProfilesController(NodeService node) {
    this.node = node;
  }

  /** All profiles, what is wrong in them, and where they are used. */
  @Access(Role.VIEWER)
  @Get
  ProfileAnswers.Profiles list() {
    return ProfileAnswers.of(node.replay().image(), node.profiles());
  }

  /** The JSON Schema of profiles, for editors. */
  @Access(Role.VIEWER)
  @Get("/schema")
  @Produces("application/schema+json")
  byte[] schema() {
    return ProfileSchema.bytes();
  }

  /** A profile as YAML. */
  @Access(Role.VIEWER)
  @Get("/{name}")
  @Produces("application/yaml")
  String get(String name) {
    return node.profiles()
        .text(node.replay().image(), name)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "there is no profile "
                        + name
                        + "; lockstep profile list names those there are"));
  }
}
