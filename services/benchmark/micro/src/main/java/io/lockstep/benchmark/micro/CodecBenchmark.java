package io.lockstep.benchmark.micro;

import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Records of {@code events} and {@code journal}, from bytes and to bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
  /** How many are decoded or encoded. */
  @Param("10000")
  public int events;

  private WrittenLog log;
  private List<JournalEntry> journal;

  /** Makes the log. */
  @Setup
  public void write() throws Exception {
    log = new WrittenLog(events);
    JournalChain chain = new JournalChain(log.before.revision(), new byte[JournalChain.HASH_BYTES]);
    journal = log.signed.stream().map(chain::next).toList();
  }

  /** Deletes what it made. */
  @TearDown
  public void delete() throws Exception {
    log.close();
  }

  /** As the tail of a node does. */
  @Benchmark
  public void decode(Blackhole hole) throws UnreadableRecordException {
    RecordCodec<Event> codec = log.codecs.events();
    for (byte[] record : log.records) {
      hole.consume(codec.decode(record));
    }
  }

  /** As the appender of the primary does. */
  @Benchmark
  public void encode(Blackhole hole) {
    RecordCodec<Event> codec = log.codecs.events();
    for (Event event : log.signed) {
      hole.consume(codec.encode(event));
    }
  }

  /** The same for the journal. */
  @Benchmark
  public void encodeJournal(Blackhole hole) {
    RecordCodec<JournalEntry> codec = log.codecs.journal();
    for (JournalEntry entry : journal) {
      hole.consume(codec.encode(entry));
    }
  }
}
