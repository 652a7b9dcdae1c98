package io.lockstep.benchmark.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark once, very short and in this JVM: each checks what it measures. */
class MicroBenchmarksTest {
  private static final TimeValue MOMENT = TimeValue.milliseconds(1);

  @Test
  void everyBenchmarkRunsAndTellsTimeAndAllocation(@TempDir Path folder) throws Exception {
    Options options =
        new OptionsBuilder()
            .param("events", "300")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(MOMENT)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .output(folder.resolve("jmh.log").toString())
            .build();

    Collection<RunResult> results = new Runner(options).run();

    assertThat(results)
        .extracting(result -> result.getParams().getBenchmark().replaceFirst(".*\\.", ""))
        .containsExactlyInAnyOrder(
            "decode",
            "encode",
            "encodeJournal",
            "sign",
            "verify",
            "anew",
            "change",
            "digest",
            "decideSet",
            "decideOneByOne",
            "chain",
            "writeSnapshot",
            "readSnapshot",
            "follow");
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.getPrimaryResult().getScore()).isPositive();
              assertThat(result.getSecondaryResults().get("gc.alloc.rate.norm").getScore())
                  .isPositive();
            });
  }
}
