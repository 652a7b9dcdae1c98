package io.lockstep.log.tail;

import io.lockstep.log.codec.RegistryUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What was made of a record.
 *
 * @param value null for a record that is left out
 * @param held why it, and what stands behind it, has to wait for the registry; null where it has
 *     not
 */
record ReadRecord<T>(long offset, T value, RegistryUnavailableException held) {
  /** So many are worth the while of other processors. */
  private static final int MANY = 500;

  /**
   * Reads records in order, up to the first that has to wait, which is the last then.
   *
   * @param read makes the value of a record; where there are many, by several threads at once and
   *     also of some that stand behind one that has to wait
   */
  static <T> List<ReadRecord<T>> of(
      List<ConsumerRecord<String, byte[]>> records,
      Function<ConsumerRecord<String, byte[]>, T> read) {
    List<ReadRecord<T>> early = records.size() < MANY ? List.of() : sideBySide(records, read);
    List<ReadRecord<T>> all = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      ReadRecord<T> known = early.isEmpty() ? null : early.get(i);
      ReadRecord<T> one = known == null ? of(records.get(i), read) : known;
      all.add(one);
      if (one.held() != null) {
        break;
      }
    }
    return all;
  }

  /** Null for those that were not begun when one had to wait: each would ask for its schema. */
  private static <T> List<ReadRecord<T>> sideBySide(
      List<ConsumerRecord<String, byte[]>> records,
      Function<ConsumerRecord<String, byte[]>, T> read) {
    AtomicBoolean held = new AtomicBoolean();
    return IntStream.range(0, records.size())
        .parallel()
        .mapToObj(
            i -> {
              ReadRecord<T> one = held.get() ? null : of(records.get(i), read);
              if (one != null && one.held() != null) {
                held.set(true);
              }
              return one;
            })
        .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
  }

  private static <T> ReadRecord<T> of(
      ConsumerRecord<String, byte[]> record, Function<ConsumerRecord<String, byte[]>, T> read) {
    try {
      return new ReadRecord<>(record.offset(), read.apply(record), null);
    } catch (RegistryUnavailableException e) {
      return new ReadRecord<>(record.offset(), null, e);
    }
  }
}
