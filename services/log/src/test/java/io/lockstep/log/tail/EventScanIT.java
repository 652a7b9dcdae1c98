package io.lockstep.log.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.LogConnection;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.Samples;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.Event;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks through a topic on a real broker. */
class EventScanIT {
  private static final TestKafka KAFKA = TestKafka.single();

  private final List<Long> asked = new ArrayList<>();
  private Codecs codecs;
  private FencedAppender appender;
  private EventScan scan;
  private String wanted;

  @BeforeEach
  void open() {
    LogConnection connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    codecs = new Codecs(connection);
    appender = new FencedAppender(connection, codecs);
    appender.fence();
    scan = new EventScan(connection, codecs);
    append(LongStream.rangeClosed(1, 6).mapToObj(EventScanIT::event).toList());
    wanted = key(3);
  }

  @AfterEach
  void close() {
    appender.close();
    codecs.close();
  }

  private static Event event(long revision) {
    return Samples.event(revision, "k" + revision % 4, "v");
  }

  private static String key(long revision) {
    return EntityKeys.of(event(revision));
  }

  private void append(List<Event> events) {
    appender.append(new Batch(events, List.of(), List.of(), List.of(), -1));
  }

  private boolean asks(Event first, Event newest, boolean answer) {
    asked.add(first.getRevision());
    asked.add(newest.getRevision());
    return answer;
  }

  private static List<Long> revisions(EventScan.Found found) {
    return found.events().stream().map(Event::getRevision).toList();
  }

  @Test
  void findsAllThatIsWanted() {
    EventScan.Found found = scan.find(key -> !key.equals(key(1)));

    assertThat(revisions(found)).containsExactly(2L, 3L, 4L, 6L);
    assertThat(found.end()).isEqualTo(7);
  }

  @Test
  void readsNoFurtherThanToTheFirstWhereThatIsEnough() {
    EventScan.Found found = scan.find(wanted::equals, (first, newest) -> asks(first, newest, true));

    assertThat(revisions(found)).containsExactly(3L);
    assertThat(found.end()).isEqualTo(3);
    assertThat(asked).containsExactly(3L, 6L);
  }

  @Test
  void readsAllWhereTheFirstIsNotEnoughAndAsksOnce() {
    append(List.of(event(7)));

    EventScan.Found found =
        scan.find(wanted::equals, (first, newest) -> asks(first, newest, false));

    assertThat(revisions(found)).containsExactly(3L, 7L);
    assertThat(asked).containsExactly(3L, 7L);
  }

  @Test
  void asksNothingOfAnEmptyTopic() {
    LogConnection empty = TestLog.provisioned(KAFKA, TestRegistry.shared());

    EventScan.Found found =
        new EventScan(empty, codecs)
            .find(key -> true, (first, newest) -> asks(first, newest, true));

    assertThat(found.events()).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void tellsTheKeysThatHaveNoRecord() {
    assertThat(scan.missing(Set.of(key(1), "parameter/none"))).containsExactly("parameter/none");
    assertThat(scan.missing(Set.of(key(1), key(2)))).isEmpty();
  }
}
