package io.lockstep.status.http;

import io.lockstep.status.streams.StatusStreams;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;

/** Ready: the topology runs and its stores are live. */
@Singleton
@Readiness
final class StatusReadiness implements HealthIndicator {
  private final StatusStreams streams;

  StatusReadiness(StatusStreams streams) {
    this.streams = streams;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Optional<String> reason = streams.notReady();
    return Publishers.just(
        HealthResult.builder("lockstep", reason.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
            .details(Map.of("judges", streams.judges(), "notReady", reason.orElse("")))
            .build());
  }
}
