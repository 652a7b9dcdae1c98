package io.lockstep.benchmark.micro;

import io.lockstep.schema.Command;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.image.ClusterImage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Commands that become events. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {
  /** How many changes the commands ask for. */
  @Param("10000")
  public int events;

  private Decider decider;
  private ClusterImage image;
  private Command oneSet;
  private Command oneByOne;

  /** Makes the commands. */
  @Setup
  public void write() {
    decider = Workload.decider();
    image = Workload.sets(Workload.founded(), events, 0).image();
    oneSet = Workload.oneSet(0, events, 1);
    oneByOne = Workload.oneByOne(events, 1);
  }

  /** All as one set. */
  @Benchmark
  public Decision decideSet() {
    return Workload.decide(decider, image, oneSet);
  }

  /** Each as a request of its own. */
  @Benchmark
  public Decision decideOneByOne() {
    return Workload.decide(decider, image, oneByOne);
  }
}
