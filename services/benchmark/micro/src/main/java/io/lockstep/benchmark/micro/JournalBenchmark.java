package io.lockstep.benchmark.micro;

import io.lockstep.schema.Event;
import io.lockstep.state.replay.JournalChain;
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
import org.openjdk.jmh.infra.Blackhole;

/** The journal's chain. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournalBenchmark {
  /** How many are chained. */
  @Param("10000")
  public int events;

  private long before;
  private List<Event> signed;

  /** Makes the events. */
  @Setup
  public void write() throws Exception {
    try (WrittenLog log = new WrittenLog(events)) {
      before = log.before.revision();
      signed = log.signed;
    }
  }

  /** As the primary does with each event that it writes. */
  @Benchmark
  public void chain(Blackhole hole) {
    JournalChain chain = new JournalChain(before, new byte[JournalChain.HASH_BYTES]);
    for (Event event : signed) {
      hole.consume(chain.next(event));
    }
  }
}
