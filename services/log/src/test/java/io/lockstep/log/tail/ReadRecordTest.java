package io.lockstep.log.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.codec.RegistryUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadRecordTest {
  private static List<ConsumerRecord<String, byte[]>> records(int count) {
    return LongStream.range(0, count)
        .mapToObj(offset -> new ConsumerRecord<>("t", 0, 2 * offset, "k", new byte[0]))
        .toList();
  }

  private static RegistryUnavailableException away(long offset) {
    return new RegistryUnavailableException(
        URI.create("http://registry.invalid"),
        "the schema at " + offset,
        new IOException("refused"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 499, 500, 5_000})
  void keepsTheOrder(int count) {
    List<ReadRecord<String>> read =
        ReadRecord.of(records(count), record -> "value " + record.offset());

    assertThat(read)
        .isEqualTo(
            LongStream.range(0, count)
                .mapToObj(offset -> new ReadRecord<>(2 * offset, "value " + 2 * offset, null))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {499, 5_000})
  void readsAllUpToTheFirstThatHasToWait(int count) {
    for (long first : List.of(0L, 2L, 400L, 2L * count - 2)) {
      Set<Long> asked = ConcurrentHashMap.newKeySet();
      List<ReadRecord<Long>> read =
          ReadRecord.of(
              records(count),
              record -> {
                if (record.offset() >= first && record.offset() % 3 == first % 3) {
                  asked.add(record.offset());
                  throw away(record.offset());
                }
                return record.offset();
              });

      assertThat(read).hasSize((int) first / 2 + 1);
      assertThat(read.subList(0, read.size() - 1))
          .allSatisfy(one -> assertThat(one.value()).isEqualTo(one.offset()));
      ReadRecord<Long> last = read.get(read.size() - 1);
      assertThat(last.offset()).isEqualTo(first);
      assertThat(last.held()).hasMessage(away(first).getMessage());
      assertThat(asked.size()).isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors() + 1);
    }
  }
}
