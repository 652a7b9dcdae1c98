package io.lockstep.benchmark.micro;

import io.lockstep.node.trust.Macs;
import io.lockstep.schema.Event;
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
import org.openjdk.jmh.infra.Blackhole;

/** MACs of events. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MacBenchmark {
  /** How many are signed or verified. */
  @Param("10000")
  public int events;

  private WrittenLog log;
  private Macs macs;

  /** Makes the log. */
  @Setup
  public void write() throws Exception {
    log = new WrittenLog(events);
    macs = new Macs(log.trust);
  }

  /** Deletes what it made. */
  @TearDown
  public void delete() throws Exception {
    log.close();
  }

  /** As a node does with each event that it reads. */
  @Benchmark
  public void verify() {
    for (int number = 0; number < events; number++) {
      Event event = log.read.get(number);
      if (!macs.proves(event, log.encodings.get(number))) {
        throw new IllegalStateException("the MAC of revision " + event.getRevision() + " is wrong");
      }
    }
  }

  /** As the primary does with each event that it writes. */
  @Benchmark
  public void sign(Blackhole hole) {
    for (Event event : log.decided) {
      hole.consume(macs.sign(event));
    }
  }
}
