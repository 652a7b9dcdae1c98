package io.lockstep.benchmark.content;

import io.lockstep.benchmark.cluster.ProcessorTime;

/** Measures the time of a change, and the processors' beside it. One thread. */
final class Stopwatch {
  private final ProcessorTime processors;
  private long begin;

  /** Does not run. */
  Stopwatch(ProcessorTime processors) {
    this.processors = processors;
  }

  /** Now the change begins. */
  void start() {
    processors.spent();
    begin = System.nanoTime();
  }

  /** Now it is everywhere. */
  Took stop() {
    double millis = (System.nanoTime() - begin) / 1e6;
    return new Took(millis, processors.spent().workMillis());
  }
}
