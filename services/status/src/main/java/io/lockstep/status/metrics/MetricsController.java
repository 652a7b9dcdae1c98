package io.lockstep.status.metrics;

import io.lockstep.status.streams.StatusStreams;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The metrics, for Prometheus. */
@Controller("/prometheus")
final class MetricsController {
  private final StatusStreams streams;

  MetricsController(StatusStreams streams) {
    this.streams = streams;
  }

  /** 503 while there is no status: no sample is better than a wrong one. */
  @Get
  @Produces(Exposition.TYPE)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> get() {
    return streams
        .snapshot()
        .<HttpResponse<String>>map(status -> HttpResponse.ok(own() + StatusMetrics.of(status)))
        .orElseGet(() -> HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE));
  }

  private String own() {
    return new Exposition()
        .gauge("lockstep_status_judges", "1 on the instance that judges, 0 on one that follows.")
        .sample(streams.judges() ? 1 : 0)
        .counter("lockstep_status_unreadable_records_total", "Records that were left out.")
        .sample(streams.unreadableRecords())
        .text();
  }
}
