package io.lockstep.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RenewedProducerTest {
  private final List<Noted> made = new ArrayList<>();
  private final RenewedProducer producer =
      new RenewedProducer(
          () -> {
            made.add(new Noted());
            return made.get(made.size() - 1);
          });

  /** Flushes as it is closed, as another thread may. */
  private final class Noted extends MockProducer<String, byte[]> {
    private int flushes;

    Noted() {
      super(false, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized void flush() {
      flushes++;
    }

    @Override
    public void close(Duration timeout) {
      producer.flush();
      super.close(timeout);
    }
  }

  @Test
  void flushWaitsForTheOneBeforeUntilThatIsClosed() {
    producer.renew();
    producer.flush();

    assertThat(made).extracting(each -> each.flushes).containsExactly(1, 1);
    assertThat(made).extracting(Noted::closed).containsExactly(true, false);
  }
}
