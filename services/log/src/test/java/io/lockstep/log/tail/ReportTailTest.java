package io.lockstep.log.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.Samples;
import io.lockstep.schema.NodeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTailTest {
  private static final TopicPartition REPORTS = new TopicPartition("reports", 0);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // may pass its end
  private final List<MockConsumer<String, byte[]>> consumers = new ArrayList<>();
  private final ReportTail tail =
      new ReportTail(
          this::consumer, new TailPartition<>("reports", 0, this::read, now::get), now::get);
  private long end;

  private MockConsumer<String, byte[]> consumer() {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
    consumer.updateBeginningOffsets(Map.of(REPORTS, 0L));
    consumers.add(consumer);
    return consumer;
  }

  private MockConsumer<String, byte[]> current() {
    return consumers.get(consumers.size() - 1);
  }

  private NodeReport read(ConsumerRecord<String, byte[]> record) {
    return Samples.report(record.key(), 1);
  }

  private void report(String node) {
    current().addRecord(new ConsumerRecord<>("reports", 0, end++, node, new byte[0]));
  }

  private List<String> take() {
    return tail.take().stream().map(NodeReport::getNode).toList();
  }

  private void pass(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @BeforeEach
  void open() {
    tail.open();
  }

  @Test
  void bringsWhatCame() {
    assertThat(take()).isEmpty();

    report("n1");
    report("n2");

    assertThat(take()).containsExactly("n1", "n2");
  }

  @Test
  void restsOnceItBroughtSomeAndThenBringsAllThatCameMeanwhile() {
    report("n1");
    assertThat(take()).containsExactly("n1");

    report("n2");
    pass(99);
    report("n3");
    assertThat(take()).isEmpty();

    pass(1);
    assertThat(take()).containsExactly("n2", "n3");
  }

  @Test
  void doesNotRestWhereNoneCame() {
    assertThat(take()).isEmpty();
    report("n1");

    assertThat(take()).containsExactly("n1");
  }

  @Test
  void goesOnWhereItWasWithAnotherConsumer() {
    report("n1");
    take();
    tail.close();

    tail.open();
    report("n2");

    assertThat(consumers).hasSize(2);
    assertThat(consumers.get(0).closed()).isTrue();
    assertThat(current().position(REPORTS)).isEqualTo(1);
    assertThat(take()).containsExactly("n2");
  }

  @Test
  void goesToTheBeginningOfATopicThatWasReplaced() {
    report("n1");
    take();
    pass(100);
    current().setPollException(new OffsetOutOfRangeException(Map.of(REPORTS, 1L)));

    assertThat(take()).isEmpty();

    assertThat(current().position(REPORTS)).isZero();
  }
}
