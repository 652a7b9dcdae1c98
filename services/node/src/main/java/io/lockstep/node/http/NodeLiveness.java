package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Alive: every thread that does the work goes round. */
@Singleton
@Liveness
final class NodeLiveness implements HealthIndicator {
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(120);

  private final NodeService node;

  NodeLiveness(NodeService node) {
    this.node = node;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    long age = node.loopAgeNanos();
    return Publishers.just(
        HealthResult.builder(
                "loops", age < LONGEST_ROUND.toNanos() ? HealthStatus.UP : HealthStatus.DOWN)
            .details(Map.of("slowestRoundMillis", age / 1_000_000))
            .build());
  }
}
