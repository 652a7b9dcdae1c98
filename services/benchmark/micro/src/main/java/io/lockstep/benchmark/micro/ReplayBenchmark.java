package io.lockstep.benchmark.micro;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
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

/** Events that become an image, with its digest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplayBenchmark {
  /** How many are replayed, and how many parameters the image has. */
  @Param({"10000", "100000"})
  public int events;

  private ClusterImage before;
  private ClusterImage after;
  private List<Event> changes;
  private List<Event> all;

  /** Makes the images. */
  @Setup
  public void write() throws Exception {
    try (WrittenLog log = new WrittenLog(events)) {
      before = log.before;
      after = log.after;
      changes = log.read;
      all = Replay.events(Replay.apply(before, changes));
    }
  }

  /** Into an image that has nothing, as at a start. */
  @Benchmark
  public ClusterImage anew() {
    return required(Replay.apply(ClusterImage.EMPTY, all));
  }

  /** Into an image that has a value of each parameter. */
  @Benchmark
  public ClusterImage change() {
    return required(Replay.apply(before, changes));
  }

  private ClusterImage required(ClusterImage image) {
    if (!image.digest().equals(after.digest())) {
      throw new IllegalStateException("the image is not the one that was decided: " + image);
    }
    return image;
  }
}
