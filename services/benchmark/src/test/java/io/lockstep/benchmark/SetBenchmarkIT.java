package io.lockstep.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.store.SetBenchmark;
import io.lockstep.sandbox.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of all benchmarks beside stores, with real ones; the rest is heavy. */
@Tag("long")
class SetBenchmarkIT {
  @Test
  void measuresLockstepBesideEveryStoreThatIsInstalled(@TempDir Path folder) throws Exception {
    Report report = new SetBenchmark().run(new Plan(folder, 1, true), Progress.SILENT);

    assertThat(report.missing()).allMatch(text -> text.contains("install the package etcd-server"));
    assertThat(report.figures())
        .extracting(Figure::name)
        .contains(
            "Lockstep, without fsync",
            "Lockstep, with fsync",
            "ZooKeeper, puts, with fsync",
            "Lockstep / ZooKeeper, puts, both without fsync",
            "Lockstep / ZooKeeper, puts, each with its default",
            "bare Kafka, with fsync: processor time of each",
            "bare Kafka, with fsync: at best / ZooKeeper, puts, with fsync");
    assertThat(report.figures()).allMatch(figure -> figure.runs().median() > 0);
  }
}
