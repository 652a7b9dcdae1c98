package io.lockstep.log.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaInquiriesTest {
  private static final URI REGISTRY = URI.create("http://r");

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // may pass its end
  private final List<Long> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch answer = new CountDownLatch(1);
  private boolean silent;
  private RuntimeException failure;
  private final SchemaInquiries inquiries = new SchemaInquiries(REGISTRY, this::ask, now::get);

  private void ask(long contentId) {
    asked.add(contentId);
    if (silent) {
      try {
        answer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @AfterEach
  void close() {
    inquiries.close();
  }

  @Test
  void returnsOnceTheSchemaIsThere() {
    inquiries.require(7);

    assertThat(asked).containsExactly(7L);
  }

  @Test
  void doesNotAskAgainForAWhileWhatWasRefused() {
    failure = new RegistryUnavailableException(REGISTRY, "schema 7", new IOException("refused"));
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> inquiries.require(7)).isSameAs(failure);
    }
    assertThat(asked).containsExactly(7L);

    now.addAndGet(Duration.ofSeconds(5).toNanos());
    failure = null;
    inquiries.require(7);

    assertThat(asked).containsExactly(7L, 7L);
  }

  @Test
  void saysThatTheRegistryHasNoSuchSchema() {
    failure = new SchemaMissingException("none", null);

    assertThatThrownBy(() -> inquiries.require(7)).isSameAs(failure);
  }

  @Test
  void waitsOnceForARegistryThatIsSilentHoweverManyRecordsCome() {
    silent = true;
    long begin = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      long contentId = i % 10;
      assertThatThrownBy(() -> inquiries.require(contentId))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("content id " + contentId);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(asked).as("asked in %s", took).containsExactly(0L);
    assertThat(took).isLessThan(Duration.ofSeconds(10)); // 1,000 times 200 ms are 200 s

    silent = false;
    answer.countDown();
  }

  @Test
  void asksForABoundedNumberOfSchemas() {
    failure = new SchemaMissingException("none", null);
    for (long contentId = 0; contentId < 64; contentId++) {
      long id = contentId;
      assertThatThrownBy(() -> inquiries.require(id)).isSameAs(failure);
    }

    assertThatThrownBy(() -> inquiries.require(64))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(asked).hasSize(64);
  }
}
