package io.lockstep.status.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
  private final ThreadFailures failures = new ThreadFailures();

  @Test
  void tellWhatAStoreCouldNotRead() {
    failures.add(
        new StreamsException(
            "Exception caught in process. taskId=0_0",
            new SerializationException("value in x is of a schema", new IOException("MISSING"))));

    assertThat(failures.last()).contains("value in x is of a schema");
    assertThat(failures.count()).isEqualTo(1);
  }

  @Test
  void tellTheKindWhereThereAreNoWords() {
    failures.add(new IllegalStateException());

    assertThat(failures.last()).contains("java.lang.IllegalStateException");
  }

  @Test
  void areNoneAtTheStart() {
    assertThat(failures.last()).isEmpty();
    assertThat(failures.count()).isZero();
  }
}
