package io.lockstep.benchmark.micro;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.replay.Replay;
import java.nio.ByteBuffer;
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
  private List<ByteBuffer> encodings;
  private List<Event> all;
  private List<ByteBuffer> allEncodings;

  /** Makes the images. */
  @Setup
  public void write() throws Exception {
    try (WrittenLog log = new WrittenLog(events)) {
      before = log.before;
      after = log.after;
      changes = log.read;
      encodings = log.encodings;
      List<Entity> entities = Replay.entities(replay(before, changes, encodings));
      all = entities.stream().map(Entity::event).toList();
      allEncodings = entities.stream().map(Entity::encoding).toList();
    }
  }

  /** Into an image that has nothing, as at a start. */
  @Benchmark
  public ClusterImage anew() {
    return required(replay(ClusterImage.EMPTY, all, allEncodings));
  }

  /** Into an image that has a value of each parameter. */
  @Benchmark
  public ClusterImage change() {
    return required(replay(before, changes, encodings));
  }

  private static ClusterImage replay(
      ClusterImage image, List<Event> read, List<ByteBuffer> written) {
    ClusterDelta delta = new ClusterDelta(image);
    for (int number = 0; number < read.size(); number++) {
      delta.replay(ClusterDelta.entity(read.get(number), written.get(number)));
    }
    return delta.apply();
  }

  private ClusterImage required(ClusterImage image) {
    if (!image.digest().equals(after.digest())) {
      throw new IllegalStateException("the image is not the one that was decided: " + image);
    }
    return image;
  }
}
