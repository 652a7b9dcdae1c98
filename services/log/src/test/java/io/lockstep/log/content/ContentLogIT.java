package io.lockstep.log.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chunks on a real broker, while the clients of the log are made anew. */
class ContentLogIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Random random = new Random(1);
  private Codecs codecs;
  private ContentLog writer;
  private ContentLog reader;

  @BeforeEach
  void open() {
    LogConnection connection = TestLog.provisioned(TestKafka.single(), TestRegistry.shared());
    codecs = new Codecs(connection);
    writer = new ContentLog(connection, codecs);
    reader = new ContentLog(connection, codecs);
    writer.start();
    reader.start();
    await().atMost(PATIENCE).until(() -> writer.isCaughtUp() && reader.isCaughtUp());
  }

  @AfterEach
  void close() {
    reader.close();
    writer.close();
    codecs.close();
  }

  private List<byte[]> chunks(int count) {
    List<byte[]> chunks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] chunk = new byte[20_000];
      if (i % 2 == 0) { // the others can be compressed, and go another way
        random.nextBytes(chunk);
      } else {
        ByteBuffer.wrap(chunk).putLong(random.nextLong());
      }
      chunks.add(chunk);
    }
    return chunks;
  }

  private static ChunkHash hash(byte[] chunk) {
    return Chunks.hashOf(ByteBuffer.wrap(chunk));
  }

  private void write(List<byte[]> chunks) {
    chunks.forEach(chunk -> writer.put(hash(chunk), ByteBuffer.wrap(chunk)));
    writer.flush();
  }

  private void assertRead(List<byte[]> chunks) throws InterruptedException {
    for (byte[] chunk : chunks) {
      assertThat(reader.fetchVerified(List.of(hash(chunk)))).containsEntry(hash(chunk), chunk);
    }
  }

  @Test
  void goesOnWithNewClientsAndForgetsNothing() throws InterruptedException {
    List<byte[]> before = chunks(40);
    write(before);
    assertRead(before);

    writer.renew();
    reader.renew();

    assertThat(reader.isCaughtUp()).isTrue();
    assertThat(before).allMatch(chunk -> reader.has(hash(chunk)));
    List<byte[]> after = chunks(40);
    write(after);
    assertRead(after);
    assertRead(before);
    assertThat(reader.size()).isEqualTo(80);
  }

  @Test
  void whatFlushSaysIsDeliveredIsThereAlthoughClientsAreMadeAnewAllTheTime() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Thread renewals =
        new Thread(
            () -> {
              while (!stop.get()) {
                writer.renew();
              }
            });
    renewals.start();
    List<byte[]> chunks = chunks(400);
    try {
      write(chunks);
      assertRead(chunks);
    } catch (LogUnavailableException e) {
      assertThat(e).hasMessageContaining("take content");
    } finally {
      stop.set(true);
      renewals.join();
    }
    write(chunks);
    assertRead(chunks);
  }
}
