package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.schema.Problem;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Ready: caught up, compared, a member, files written. */
@Singleton
@Readiness
final class NodeReadiness implements HealthIndicator {
  private final NodeService node;

  NodeReadiness(NodeService node) {
    this.node = node;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Map<String, Object> blocked = new LinkedHashMap<>();
    for (Problem problem : node.status().problems()) {
      blocked.put(problem.getCode(), problem.getMessage());
    }
    return Publishers.just(
        HealthResult.builder("lockstep", blocked.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
            .details(blocked)
            .build());
  }
}
