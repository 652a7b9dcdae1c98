package io.lockstep.node.metrics;

import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.report.NodeStatus;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeState;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;

/**
 * The metrics of a node, {@code lockstep_sync_…}: what it knows of itself. What the cluster thinks
 * of it is the status application's to tell. Any thread.
 */
public final class NodeMetrics {
  /** What {@code Content-Type} says. */
  public static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double MILLIS = 1_000.0;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();

  /** Of a node that has its parts; {@code snapshot} is the file of its snapshot. */
  public NodeMetrics(
      Member self, ReplayService replay, NodeStatus status, TailMeasures tail, Path snapshot) {
    Info.builder()
        .name("lockstep_sync_info")
        .help("The node and the version of Lockstep that it runs.")
        .labelNames("node", "version")
        .register(registry)
        .addLabelValues(self.getId(), self.getSoftwareVersion());
    image(replay);
    state(status);
    files(new SnapshotFile(snapshot));
    CounterWithCallback.builder()
        .name("lockstep_sync_commands_total")
        .help("Commands of this node that the primary has decided while the node ran, by result.")
        .labelNames("result")
        .callback(
            counter -> {
              counter.call(tail.accepted(), "accepted");
              counter.call(tail.refused(), "refused");
            })
        .register(registry);
    registry.register(tail.refusals());
    registry.register(tail.applied());
    machine();
  }

  private void image(ReplayService replay) {
    gauge("applied_revision", "Revision of the image.", () -> replay.image().revision());
    gauge("epoch", "The term that the node knows.", () -> replay.image().promotion().epoch());
    gauge(
        "position_offset",
        "Offset in the topic events that is read next.",
        () -> replay.view().position());
    gauge(
        "log_age_seconds",
        "Time since the log last answered.",
        Unit.SECONDS,
        () -> replay.staleMillis() / MILLIS);
    gauge(
        "image_sound",
        "1 when the image is read to the end, compared, and nothing is wrong.",
        () -> flag(replay.view().isSound()));
    gauge(
        "forged_records",
        "Records that no primary wrote and that are not repaired yet.",
        () -> replay.forgeries().size());
    GaugeWithCallback.builder()
        .name("lockstep_sync_fault")
        .help(
            "1 for the kind of fault for which the node has stopped applying, or that it repairs.")
        .labelNames("kind")
        .callback(
            gauge -> {
              for (NodeView.FaultKind kind : NodeView.FaultKind.values()) {
                boolean is = replay.view().fault().filter(f -> f.kind() == kind).isPresent();
                gauge.call(flag(is), kind.name());
              }
            })
        .register(registry);
  }

  private void state(NodeStatus status) {
    gauge("ready", "1 when nothing keeps the node from being ready.", () -> ready(status));
    gauge("primary", "1 when the node decides for the cluster now.", () -> flag(status.primary()));
    gauge(
        "written_revision",
        "Revision that the managed files show.",
        () -> status.writtenRevision());
    gauge(
        "active_revision",
        "Revision all of whose hooks have succeeded.",
        () -> status.activeRevision());
    counter(
        "repairs",
        "Managed files that were written again because others had changed them.",
        () -> status.repairs());
    counter(
        "adoptions",
        "Files of which the cluster took over what others had written.",
        () -> status.adoptions());
    gauge(
        "drifted_files",
        "Managed files that differ from what was written.",
        () -> status.drifted().size());
    GaugeWithCallback.builder()
        .name("lockstep_sync_state")
        .help("1 for what the node is doing.")
        .labelNames("state")
        .callback(
            gauge -> {
              NodeState now = status.state();
              for (NodeState state : NodeState.values()) {
                gauge.call(flag(state == now), state.name());
              }
            })
        .register(registry);
  }

  private void files(SnapshotFile snapshot) {
    GaugeWithCallback.builder()
        .name("lockstep_sync_snapshot_timestamp_seconds")
        .help("When the snapshot on disk was written. Absent where there is none.")
        .unit(Unit.SECONDS)
        .callback(gauge -> snapshot.time().ifPresent(time -> gauge.call(time / MILLIS)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("lockstep_sync_snapshot_size_bytes")
        .help("Size of the snapshot on disk. Absent where there is none.")
        .unit(Unit.BYTES)
        .callback(gauge -> snapshot.bytes().ifPresent(gauge::call))
        .register(registry);
  }

  private void machine() {
    ProcessMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
  }

  private void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name("lockstep_sync_" + name + "_total")
        .help(help)
        .callback(counter -> counter.call(value.getAsDouble()))
        .register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    gauge(name, help, null, value);
  }

  private void gauge(String name, String help, Unit unit, DoubleSupplier value) {
    GaugeWithCallback.Builder builder =
        GaugeWithCallback.builder()
            .name("lockstep_sync_" + name)
            .help(help)
            .callback(gauge -> gauge.call(value.getAsDouble()));
    if (unit != null) {
      builder.unit(unit);
    }
    builder.register(registry);
  }

  private static double ready(NodeStatus status) {
    return flag(status.problems().isEmpty());
  }

  private static double flag(boolean value) {
    return value ? 1 : 0;
  }

  /** All of them as they are now, in Prometheus' text format. */
  public byte[] exposition() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return out.toByteArray();
  }
}
