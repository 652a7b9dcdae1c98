package io.lockstep.status.metrics;

import io.lockstep.status.streams.StatusStreams;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;

/** All metrics of an instance. Any thread. */
public final class StatusRegistry {
  /** What {@code Content-Type} says. */
  public static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();

  /** Of a running topology and what its judge has counted. */
  public StatusRegistry(StatusStreams streams, JudgeMeasures measures) {
    registry.register(new StatusMetrics(streams::snapshot, Clock.systemUTC()));
    registry.register(new StreamsMetrics(streams));
    measures.register(registry);
    ProcessMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
  }

  /** Where other parts of the application add theirs. */
  public PrometheusRegistry registry() {
    return registry;
  }

  /** All of them as they are now, in Prometheus' text format. */
  byte[] exposition() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return out.toByteArray();
  }
}
