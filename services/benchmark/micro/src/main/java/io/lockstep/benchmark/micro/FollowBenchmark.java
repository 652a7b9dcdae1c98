package io.lockstep.benchmark.micro;

import io.lockstep.log.tail.EventRecord;
import io.lockstep.log.tail.TailBatch;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.schema.Event;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** All that a node does with events between decoding and publishing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FollowBenchmark {
  /** As many as the tail polls at most. */
  private static final int POLLED = 5_000;

  /** How many are followed. */
  @Param("10000")
  public int events;

  private WrittenLog log;
  private LogTrust trust;
  private List<TailBatch> batches;

  /** Makes what the tail hands over. */
  @Setup
  public void write() throws Exception {
    log = new WrittenLog(events);
    trust =
        new LogTrust(
            log.trust,
            () -> {
              throw new IllegalStateException("the one version of the secret is known");
            });
    batches = new ArrayList<>();
    for (int from = 0; from < events; from += POLLED) {
      int to = Math.min(events, from + POLLED);
      List<EventRecord> records = new ArrayList<>();
      for (int offset = from; offset < to; offset++) {
        Event event = log.read.get(offset);
        records.add(
            new EventRecord(
                offset, EntityKeys.of(event), event, null, null, log.encodings.get(offset)));
      }
      batches.add(new TailBatch(records, List.of(), List.of(), to, 0, true));
    }
  }

  /** Deletes what it made. */
  @TearDown
  public void delete() throws Exception {
    log.close();
  }

  /** MAC, place, change, replay and digest, and the new view of each batch. */
  @Benchmark
  public NodeView follow() {
    ReplayService service =
        new ReplayService(log.before, 0, () -> events, () -> 0, trust, reports -> {}, () -> 0);
    batches.forEach(service::onBatch);
    NodeView view = service.view();
    if (!view.isSound() || !view.image().digest().equals(log.after.digest())) {
      throw new IllegalStateException("the node is not where the primary is: " + view);
    }
    return view;
  }
}
