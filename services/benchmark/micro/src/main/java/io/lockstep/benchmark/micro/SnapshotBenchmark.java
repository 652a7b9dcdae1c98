package io.lockstep.benchmark.micro;

import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.avro.file.SeekableByteArrayInput;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Snapshots to bytes and from bytes, without the disk: {@code bench warm} has that. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SnapshotBenchmark {
  /** How many parameters the image has; the handful of other entities does not count. */
  @Param({"10000", "100000"})
  public int events;

  private Snapshot snapshot;
  private byte[] bytes;

  /** Makes the image and its snapshot. */
  @Setup
  public void write() throws Exception {
    snapshot = new Snapshot(Images.read(events), 2L * events, Instant.EPOCH);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotFormat.write(snapshot, Workload.CLUSTER, out);
    bytes = out.toByteArray();
  }

  /** As every node does behind each 10,000 events. */
  @Benchmark
  public void writeSnapshot() throws IOException {
    SnapshotFormat.write(snapshot, Workload.CLUSTER, OutputStream.nullOutputStream());
  }

  /** As a node does at its start. */
  @Benchmark
  public Snapshot readSnapshot() throws IOException {
    return SnapshotFormat.read(() -> new SeekableByteArrayInput(bytes), Workload.CLUSTER)
        .orElseThrow(() -> new IllegalStateException("the snapshot is not what it says it is"));
  }
}
