package io.lockstep.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.trust.token.Role;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every endpoint says who may use it, and this is who. */
class RolesTest {
  private static final String EXPECTED =
      """
      DELETE /api/v1/certificates/{alias} admin
      DELETE /api/v1/configuration/{key} operator
      DELETE /api/v1/content/{folder} operator
      DELETE /api/v1/licences/{member}/{product} admin
      DELETE /api/v1/nodes/{id} admin
      DELETE /api/v1/tokens/{id} admin
      DELETE /api/v1/trust-anchors/{id} admin
      GET /api/v1/audit viewer
      GET /api/v1/certificates viewer
      GET /api/v1/certificates/{alias} viewer
      GET /api/v1/commands/{id} viewer
      GET /api/v1/configuration viewer
      GET /api/v1/configuration/{key} viewer
      GET /api/v1/configuration/{key}/history viewer
      GET /api/v1/content viewer
      GET /api/v1/content/status viewer
      GET /api/v1/content/{folder}/history viewer
      GET /api/v1/explain viewer
      GET /api/v1/licences viewer
      GET /api/v1/nodes viewer
      GET /api/v1/nodes/{id} viewer
      GET /api/v1/nodes/{id}/resync viewer
      GET /api/v1/openapi viewer
      GET /api/v1/preflight viewer
      GET /api/v1/primary viewer
      GET /api/v1/profiles viewer
      GET /api/v1/profiles/schema viewer
      GET /api/v1/profiles/{name} viewer
      GET /api/v1/promotion-order viewer
      GET /api/v1/secret viewer
      GET /api/v1/state viewer
      GET /api/v1/state/diff viewer
      GET /api/v1/tokens viewer
      GET /api/v1/trust-anchors viewer
      GET /api/v1/watch viewer
      GET /api/v1/workload viewer
      GET /health anonymous
      GET /health/{selector} anonymous
      GET /prometheus viewer
      PATCH /api/v1/nodes/{id} operator
      POST /api/v1/ca admin
      POST /api/v1/certificates admin
      POST /api/v1/certificates/import admin
      POST /api/v1/certificates/{alias}/export admin
      POST /api/v1/changes operator
      POST /api/v1/content/{folder}/publish operator
      POST /api/v1/content/{folder}/restore operator
      POST /api/v1/nodes/{id}/drain operator
      POST /api/v1/nodes/{id}/resume operator
      POST /api/v1/nodes/{id}/resync operator
      POST /api/v1/primary operator
      POST /api/v1/primary/failback operator
      POST /api/v1/primary/unpin operator
      POST /api/v1/secret/rotate admin
      POST /api/v1/state/revert operator
      POST /api/v1/tokens admin
      POST /api/v1/trust-anchors admin
      PUT /api/v1/configuration/{key} operator
      PUT /api/v1/licences/{member}/{product} admin
      PUT /api/v1/promotion-order operator
      """;

  private static final Map<String, Object> AS_OF_NODE =
      Map.of("endpoints.all.enabled", false, "endpoints.health.enabled", true);

  /** The least role of every route of the server, by method and path. */
  static Map<String, String> routes() {
    Map<String, String> routes = new TreeMap<>();
    try (ApplicationContext context = ApplicationContext.run(AS_OF_NODE)) {
      context
          .getBean(Router.class)
          .uriRoutes()
          .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
          .forEach(
              route -> {
                String path = route.getUriMatchTemplate().toPathString();
                String role =
                    Roles.isAnonymous(path)
                        ? "anonymous"
                        : Roles.least(route).map(Role::label).orElse("NOBODY");
                routes.merge(
                    route.getHttpMethod() + " " + path,
                    role,
                    (one, other) -> one.equals(other) ? one : one + " or " + other);
              });
    }
    return routes;
  }

  @Test
  void everyEndpointHasItsLeastRole() {
    StringBuilder found = new StringBuilder();
    routes().forEach((route, role) -> found.append(route).append(' ').append(role).append('\n'));

    assertThat(found.toString()).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @CsvSource({
    "ADMIN, ADMIN, true",
    "ADMIN, VIEWER, true",
    "OPERATOR, ADMIN, false",
    "OPERATOR, OPERATOR, true",
    "VIEWER, OPERATOR, false",
    "VIEWER, VIEWER, true",
    "NODE, VIEWER, true",
    "NODE, OPERATOR, false"
  })
  void aRoleHasTheRightsOfThoseBelowIt(Role role, Role least, boolean suffices) {
    assertThat(Roles.suffices(role, least)).isEqualTo(suffices);
  }

  @ParameterizedTest
  @CsvSource({
    "/health, true",
    "/health/readiness, true",
    "/healthy, false",
    "/api/v1/state, false",
    "/api/v1/health, false"
  })
  void onlyHealthIsForEverybody(String path, boolean anonymous) {
    assertThat(Roles.isAnonymous(path)).isEqualTo(anonymous);
  }
}
