package io.lockstep.status.metrics;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The metrics, for Prometheus. */
@Controller("/prometheus")
final class MetricsController {
  private final StatusRegistry metrics;

  MetricsController(StatusRegistry metrics) {
    this.metrics = metrics;
  }

  /** Those of the instance always, those of the cluster while there is a status. */
  @Get
  @Produces(StatusRegistry.TYPE)
  @ExecuteOn(TaskExecutors.BLOCKING)
  byte[] get() {
    return metrics.exposition();
  }
}
