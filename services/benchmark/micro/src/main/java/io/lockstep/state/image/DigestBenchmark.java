package io.lockstep.state.image;

import io.lockstep.benchmark.micro.Images;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The part of replay that is the digest: the hash of each entity, and their sum. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DigestBenchmark {
  /** How many parameters the image has; the handful of other entities does not count. */
  @Param({"10000", "100000"})
  public int events;

  private ClusterImage image;
  private EntityHasher hasher;

  /** Makes the image. */
  @Setup
  public void write() throws Exception {
    image = Images.read(events);
    hasher = new EntityHasher();
  }

  /** The digest of an image, from its entities alone. */
  @Benchmark
  public Digest digest() {
    Digest[] sum = {Digest.ZERO};
    image.forEach(entity -> sum[0] = sum[0].plus(hasher.hash(entity.key(), entity.event())));
    if (!sum[0].equals(image.digest())) {
      throw new IllegalStateException("digest " + sum[0] + " is not that of the image: " + image);
    }
    return sum[0];
  }
}
