package io.lockstep.benchmark;

import io.lockstep.benchmark.change.ChangeBenchmark;
import io.lockstep.benchmark.content.ContentBenchmark;
import io.lockstep.benchmark.growth.GrowthBenchmark;
import io.lockstep.benchmark.jmh.MicroBenchmark;
import io.lockstep.benchmark.start.ColdBenchmark;
import io.lockstep.benchmark.start.MemoryBenchmark;
import io.lockstep.benchmark.start.WarmBenchmark;
import io.lockstep.benchmark.status.StatusBenchmark;
import io.lockstep.benchmark.store.ClientsBenchmark;
import io.lockstep.benchmark.store.SetBenchmark;
import io.lockstep.benchmark.takeover.TakeoverBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks. */
final class Benchmarks {
  static final List<Benchmark> ALL =
      List.of(
          new StatusBenchmark(),
          new ChangeBenchmark(),
          new SetBenchmark(),
          new ClientsBenchmark(),
          new ColdBenchmark(),
          new WarmBenchmark(),
          new MemoryBenchmark(),
          new TakeoverBenchmark(),
          new ContentBenchmark(),
          new GrowthBenchmark(),
          new MicroBenchmark());

  private Benchmarks() {}

  static Optional<Benchmark> named(String name) {
    return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }
}
