package io.lockstep.node.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.tail.TailBatch;
import io.lockstep.node.replay.NodeView.FaultKind;
import io.lockstep.node.testing.ReplayFixture;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.Event;
import io.lockstep.schema.Extension;
import io.lockstep.state.image.EntityKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayServiceTest {
  private static final String A = EntityKeys.configuration("a", EntityKeys.SHARED);

  private static WrittenLog busy() {
    return WrittenLog.founded()
        .set("a", "1")
        .change(WrittenLog.setting("b", "1"), WrittenLog.setting("c", "1"))
        .set("a", "2")
        .unset("b")
        .tombstone(EntityKeys.configuration("b", EntityKeys.SHARED))
        .change(
            WrittenLog.setting("a", "3"),
            WrittenLog.setting("b", "3"),
            WrittenLog.setting("d", "3"));
  }

  @Test
  void anEventThatWasEncodedInAnotherWayIsTheSameEvent() {
    WrittenLog log = WrittenLog.founded().set("a", "0123456789ab");
    WrittenLog other =
        log.lastEncodedAs(
            bytes -> {
              String text = new String(bytes, StandardCharsets.ISO_8859_1);
              // the length of the value in two bytes, where one is enough
              return text.replace("\u00180123456789ab", "\u0098\u00000123456789ab")
                  .getBytes(StandardCharsets.ISO_8859_1);
            });
    assertThat(other.records().get(other.records().size() - 1).encoding())
        .isNotEqualTo(log.records().get(log.records().size() - 1).encoding());

    NodeView view = ReplayFixture.having(other).replay.view();

    assertThat(view.isSound()).isTrue();
    assertThat(view.image()).isEqualTo(ReplayFixture.having(log).replay.image());
  }

  @Test
  void reachesTheSameViewHoweverTheRecordsAreSplit() {
    WrittenLog log = busy();
    NodeView whole = ReplayFixture.having(log).replay.view();
    assertThat(whole.isSound()).isTrue();
    assertThat(whole.image()).isEqualTo(log.image());
    Random random = new Random(7);
    for (int history = 0; history < 300; history++) {
      ReplayFixture split = ReplayFixture.of(log);
      for (int from = 0; from < log.records().size(); ) {
        int to = Math.min(log.records().size(), from + 1 + random.nextInt(4));
        split.replay.onBatch(log.batch(from, to));
        from = to;
      }
      assertThat(split.replay.view()).as("history %d", history).isEqualTo(whole);
    }
  }

  @Test
  void reachesTheSameViewWhenManyRecordsComeAtOnce() {
    WrittenLog log = busy();
    for (int round = 0; round < 3; round++) {
      String value = "of round " + round;
      log.change(
          IntStream.range(0, 400)
              .mapToObj(number -> WrittenLog.setting("many." + number, value))
              .toArray());
      log.forged(A, Event.newBuilder(log.last()).setActor("somebody").build());
      log.unset("many." + round).set("a", value);
    }
    ReplayFixture slow = ReplayFixture.of(log);
    for (int from = 0; from < log.records().size(); from++) {
      slow.replay.onBatch(log.batch(from, from + 1));
    }

    ReplayFixture quick = ReplayFixture.having(log);

    assertThat(log.records().size()).isGreaterThan(1_200);
    assertThat(quick.replay.view()).isEqualTo(slow.replay.view());
    assertThat(quick.forgeries).isEqualTo(slow.forgeries).hasSize(3);
    assertThat(quick.replay.image()).isEqualTo(log.image());
  }

  @Test
  void readsOnBehindWhatWasAppliedWhereverItStopped() {
    WrittenLog log = busy();
    for (int stop = 0; stop <= log.records().size(); stop++) {
      ReplayFixture first = ReplayFixture.of(log);
      first.replay.onBatch(log.batch(0, stop));
      NodeView kept = first.replay.view();

      ReplayFixture second = ReplayFixture.after(log, kept.image(), kept.applied());
      int from = (int) log.records().stream().filter(r -> r.offset() < kept.applied()).count();
      second.replay.onBatch(log.batch(from, log.records().size()));

      assertThat(second.replay.view().image()).as("stop %d", stop).isEqualTo(log.image());
      assertThat(second.replay.view().isSound()).isTrue();
    }
  }

  @Test
  void waitsForTheRestOfAChange() {
    WrittenLog log = WrittenLog.founded().set("a", "0");
    int before = log.records().size();
    long revision = log.image().revision();
    log.change(WrittenLog.setting("a", "1"), WrittenLog.setting("b", "1"));
    ReplayFixture node = ReplayFixture.of(log);

    node.replay.onBatch(log.batch(0, before + 1));

    assertThat(node.replay.image().revision()).isEqualTo(revision);
    assertThat(node.replay.view().applied())
        .isBetween(log.records().get(before - 1).offset() + 1, log.records().get(before).offset());

    node.replay.onBatch(log.batch(before + 1, before + 2));

    assertThat(node.replay.image()).isEqualTo(log.image());
    assertThat(node.replay.view().applied()).isEqualTo(log.end());
  }

  @Test
  void forgetsWithATombstoneWhatCompactionLeftAlive() {
    WrittenLog log = WrittenLog.founded().set("a", "1").unset("a").set("b", "1").tombstone(A);
    WrittenLog compacted = log.compacted();

    NodeView whole = ReplayFixture.having(log).replay.view();
    NodeView shortened = ReplayFixture.having(compacted).replay.view();

    assertThat(shortened.image().digest()).isEqualTo(whole.image().digest());
    assertThat(shortened.image().removals().size()).isZero();
    assertThat(shortened.isSound()).isTrue();
  }

  @Test
  void forgetsWhatWasRemovedWhileItWasAwayAlthoughCompactionLeftNoGapBeforeTheTombstone() {
    WrittenLog log = WrittenLog.founded().set("a", "1").set("b", "0");
    NodeView kept = ReplayFixture.having(log).replay.view();
    log.unset("a").set("b", "1").tombstone(A).set("b", "2");
    WrittenLog compacted = log.compacted();
    int from = (int) compacted.records().stream().filter(r -> r.offset() < kept.applied()).count();
    for (int split = from; split <= compacted.records().size(); split++) {
      ReplayFixture node = ReplayFixture.after(compacted, kept.image(), kept.applied());

      node.replay.onBatch(compacted.batch(from, split));
      node.replay.onBatch(compacted.batch(split, compacted.records().size()));
      node.replay.onBatch(compacted.silence());

      assertThat(node.forgeries).isEmpty();
      assertThat(node.replay.view().isSound()).as("split %d", split).isTrue();
      assertThat(node.replay.image().digest()).isEqualTo(log.image().digest());
    }
  }

  @Test
  void stopsAtARecordThatCannotBeReadAndStaysReadable() {
    WrittenLog log = WrittenLog.founded().set("a", "1");
    WrittenLog spoilt = WrittenLog.founded().set("a", "1").unreadable("schema 99").set("a", "2");
    ReplayFixture node = ReplayFixture.of(spoilt);

    node.replay.onBatch(spoilt.batch());
    node.replay.onBatch(spoilt.silence());

    NodeView view = node.replay.view();
    assertThat(view.fault())
        .get()
        .extracting(NodeView.Fault::kind)
        .isEqualTo(FaultKind.INCOMPATIBLE);
    assertThat(view.fault().get().offset()).isEqualTo(log.end());
    assertThat(view.fault().get().message()).contains("schema 99");
    assertThat(view.image()).isEqualTo(log.image());
    assertThat(view.isSound()).isFalse();
    assertThat(node.restarts).isEmpty();
  }

  @Test
  void appliesNothingOfAChangeThatHasAnEventOfAnUnknownType() {
    WrittenLog log = WrittenLog.founded().set("a", "1");
    Event next =
        Event.newBuilder(log.last())
            .setRevision(log.image().revision() + 1)
            .setChangeId("mixed")
            .setChangeIndex(0)
            .setChangeSize(2)
            .build();
    Event unknown =
        Event.newBuilder(next)
            .setRevision(next.getRevision() + 1)
            .setChangeIndex(1)
            .setPayload(extension("volume/9"))
            .build();
    WrittenLog spoilt = WrittenLog.founded().set("a", "1").event(next).event(unknown);
    ReplayFixture node = ReplayFixture.having(spoilt);

    assertThat(node.replay.image()).isEqualTo(log.image());
    assertThat(node.replay.view().fault())
        .get()
        .extracting(NodeView.Fault::kind)
        .isEqualTo(FaultKind.INCOMPATIBLE);
    assertThat(node.replay.view().fault().get().message()).contains("Extension", "volume/9");
  }

  private static Extension extension(String type) {
    return Extension.newBuilder()
        .setType(type)
        .setEntity("volume/9")
        .setBody(ByteBuffer.wrap(new byte[] {1}))
        .build();
  }

  private static Event wrongDigest(Event event) {
    return Event.newBuilder(event).setDigest(ByteBuffer.wrap(new byte[32])).build();
  }

  @Test
  void readsTheLogAgainWhenItsImageDiffers() {
    WrittenLog log = busy();
    WrittenLog wrong = log.lastAs(ReplayServiceTest::wrongDigest);
    ReplayFixture node = ReplayFixture.having(wrong);

    assertThat(node.restarts).containsExactly(0L);
    assertThat(node.divergences).isEqualTo(1);
    assertThat(node.replay.view().fault())
        .get()
        .extracting(NodeView.Fault::kind)
        .isEqualTo(FaultKind.DIVERGED);
    assertThat(node.replay.view().isSound()).isFalse();

    node.replay.onBatch(log.batch());

    assertThat(node.replay.view().isSound()).isTrue();
    assertThat(node.replay.image()).isEqualTo(log.image());
    assertThat(node.restarts).hasSize(1);
  }

  @Test
  void staysDivergedUntilItHasReadTheLogToItsEndAgain() {
    WrittenLog log = busy();
    ReplayFixture node = ReplayFixture.having(log.lastAs(ReplayServiceTest::wrongDigest));

    node.replay.onBatch(log.batch(0, 4));

    assertThat(node.replay.view().fault()).isPresent();
    assertThat(node.replay.view().isSound()).isFalse();
  }

  @Test
  void haltsWhenItsImageDiffersAgain() {
    WrittenLog wrong = busy().lastAs(ReplayServiceTest::wrongDigest);
    ReplayFixture node = ReplayFixture.having(wrong);

    node.replay.onBatch(wrong.batch());
    node.replay.onBatch(wrong.silence());

    assertThat(node.restarts).hasSize(1);
    assertThat(node.replay.view().fault())
        .get()
        .extracting(NodeView.Fault::kind)
        .isEqualTo(FaultKind.DIVERGED);
    assertThat(node.replay.view().isSound()).isFalse();
  }

  @Test
  void namesTheLostBeginningOfTheLogAndComesRightOnceThePrimaryHasWrittenItAgain() {
    WrittenLog log = busy().set("e", "1");
    WrittenLog cut = log.cutTo(log.end() - 2);
    ReplayFixture node = ReplayFixture.of(cut);
    node.loss = Optional.of("topic t begins at offset 9");
    for (int read = 0; read < 2; read++) {
      node.replay.onBatch(cut.batch());
      node.replay.onBatch(cut.silence());
    }

    NodeView view = node.replay.view();
    assertThat(view.isSound()).isFalse();
    assertThat(view.fault().get().kind()).isEqualTo(FaultKind.DIVERGED);
    assertThat(view.fault().get().message()).contains("topic t begins at offset 9", "the primary");

    List<String> keys = new ArrayList<>();
    log.image().forEach(entity -> keys.add(entity.key()));
    int from = cut.records().size();
    cut.repair(keys.toArray(String[]::new));
    node.end = cut.end();
    node.replay.onBatch(cut.batch(from, cut.records().size()));

    assertThat(node.replay.view().isSound()).isTrue();
    assertThat(node.replay.image()).isEqualTo(cut.image());
  }

  @Test
  void doesNotTakeALogWithoutItsFoundingForANewOne() {
    WrittenLog log = busy();
    WrittenLog cut = log.cutTo(log.end());
    ReplayFixture node = ReplayFixture.of(cut);
    node.loss = Optional.of("topic t begins at offset 9");

    node.replay.onBatch(cut.silence());
    node.replay.onBatch(cut.silence());

    assertThat(node.replay.view().isSound()).isFalse();
    assertThat(node.replay.view().fault().get().message()).contains("topic t begins at offset 9");
  }

  @Test
  void readsFromWhereTheLogBeginsAfterWhatItWantedNextWasDeleted() {
    WrittenLog log = busy();
    ReplayFixture node = ReplayFixture.having(log);
    NodeView before = node.replay.view();
    log.set("e", "1");
    WrittenLog cut = log.cutTo(log.end());
    List<String> keys = new ArrayList<>();
    log.image().forEach(entity -> keys.add(entity.key()));
    cut.repair(keys.toArray(String[]::new));
    node.loss = Optional.of("topic t begins at offset 9");

    node.replay.onPositionLost(before.position(), "it is not there any more");

    assertThat(node.restarts).containsExactly(0L);
    assertThat(node.replay.view().isSound()).isFalse();
    assertThat(node.replay.image()).isEqualTo(before.image());
    node.end = cut.end();
    node.replay.onBatch(cut.batch());
    assertThat(node.replay.view().isSound()).isTrue();
    assertThat(node.replay.image()).isEqualTo(cut.image());
    assertThat(node.replay.unavailable()).isEmpty();
  }

  @Test
  void readsNothingOfALogThatWasReplaced() {
    ReplayFixture node = ReplayFixture.having(busy());
    node.loss = Optional.of("topic t begins at offset 1"); // the new one, which is shorter
    node.begin = 1;

    node.replay.onPositionLost(node.replay.view().position(), "it was truncated or replaced");

    assertThat(node.restarts).isEmpty();
    assertThat(node.replay.unavailable()).contains("truncated or replaced");
  }

  @Test
  void mayReadAgainAfterItHadBeenSoundForAWhile() {
    WrittenLog log = busy();
    WrittenLog wrong = log.lastAs(ReplayServiceTest::wrongDigest);
    ReplayFixture node = ReplayFixture.having(wrong);
    node.replay.onBatch(log.batch());
    WrittenLog longer = busy().set("a", "4");
    WrittenLog wrongLater = longer.lastAs(ReplayServiceTest::wrongDigest);
    int last = longer.records().size() - 1;

    node.replay.onBatch(wrongLater.batch(last, last + 1));
    node.end = longer.end();
    node.replay.onBatch(longer.batch());

    assertThat(node.restarts).containsExactly(0L, 0L);
    assertThat(node.replay.view().isSound()).isTrue();
  }

  @Test
  void keepsTheOutcomesOfTheBatchInWhichItDiverges() {
    WrittenLog log = busy();
    TailBatch wrong = log.lastAs(ReplayServiceTest::wrongDigest).batch();
    ReplayFixture node = ReplayFixture.of(log);

    node.replay.onBatch(
        new TailBatch(wrong.events(), log.outcomes(), List.of(), wrong.eventsPosition(), 9, true));

    assertThat(log.outcomes())
        .isNotEmpty()
        .allMatch(outcome -> node.replay.outcomes().contains(outcome.getCommandId()));
  }

  @Test
  void readsAgainAlsoWhenTheBrokersDoNotSayWhereTheLogEnds() {
    WrittenLog log = busy();
    ReplayFixture node = ReplayFixture.of(log);
    node.silent = true;

    node.replay.onBatch(log.lastAs(ReplayServiceTest::wrongDigest).batch());
    node.replay.onBatch(log.batch());

    assertThat(node.replay.view().caughtUp()).isFalse();

    node.silent = false;
    node.replay.onBatch(log.silence());

    assertThat(node.replay.view().isSound()).isTrue();
  }

  @Test
  void refusesARevisionThatComesAgain() {
    WrittenLog log = WrittenLog.founded().set("a", "1").set("b", "1");
    Event old = log.records().get(log.records().size() - 2).event();
    ReplayFixture node = ReplayFixture.having(log);

    node.replay.onBatch(log.event(old).batch(log.records().size() - 1, log.records().size()));

    assertThat(node.replay.view().fault())
        .get()
        .extracting(NodeView.Fault::kind)
        .isEqualTo(FaultKind.TAMPERED);
  }

  @Test
  void settlesAGapAtTheHeadWithOnlyMarkersBehindIt() {
    WrittenLog log = WrittenLog.founded();
    for (int i = 0; i < 20; i++) {
      log.set("a", "v" + i);
    }
    WrittenLog compacted = log.compacted();
    int last = compacted.records().size() - 1;
    ReplayFixture node = ReplayFixture.of(compacted);

    node.replay.onBatch(compacted.batch(0, last));
    node.replay.onBatch(compacted.batch(last, last + 1));

    assertThat(node.replay.view().isSound()).isTrue();
    assertThat(node.replay.image().digest()).isEqualTo(log.image().digest());
  }

  @Test
  void callsNoImageRightBehindAGapUntilTheLogHasSaidWhereItEnds() {
    WrittenLog log = WrittenLog.founded().set("a", "1").set("b", "1").set("c", "1").set("a", "2");
    WrittenLog compacted = log.compacted();
    int first = compacted.records().size() - 1; // all but the newest of a
    ReplayFixture node = ReplayFixture.of(compacted);
    node.silent = true;

    node.replay.onBatch(compacted.batch(0, first));
    assertThat(node.replay.view().verified()).isFalse();

    node.silent = false;
    node.replay.onBatch(compacted.batch(first, first + 1));
    assertThat(node.replay.view().isSound()).isTrue();
  }

  @Test
  void findsAnEntityThatTheLogHasLost() {
    WrittenLog log = WrittenLog.founded().set("a", "1").set("b", "1").set("c", "1");
    List<io.lockstep.log.tail.EventRecord> lost =
        log.records().stream().filter(record -> !record.key().equals(A)).toList();
    ReplayFixture node = ReplayFixture.of(log);

    node.replay.onBatch(new TailBatch(lost, List.of(), List.of(), log.end(), 0, true));
    node.replay.onBatch(new TailBatch(List.of(), List.of(), List.of(), log.end(), 0, true));

    assertThat(node.replay.view().fault())
        .get()
        .extracting(NodeView.Fault::kind)
        .isEqualTo(FaultKind.DIVERGED);
  }

  @Test
  void tellsWaitersOnceWhenTheirRevisionIsThereEarlyOrLate() {
    WrittenLog log = WrittenLog.founded().set("a", "1");
    ReplayFixture node = ReplayFixture.of(log);
    CompletableFuture<Void> early = node.replay.awaitRevision(log.image().revision());
    CompletableFuture<Void> later = node.replay.awaitRevision(log.image().revision() + 1);

    node.replay.onBatch(log.batch());

    assertThat(early).isCompleted();
    assertThat(later).isNotDone();
    assertThat(node.replay.awaitRevision(log.image().revision())).isCompleted();
  }

  @Test
  void answersAnAcceptedCommandOnlyOnceItIsApplied() {
    WrittenLog log = WrittenLog.founded().set("a", "1");
    String id = log.outcomes().get(0).getCommandId();
    ReplayFixture node = ReplayFixture.of(log);
    CompletableFuture<?> answer = node.replay.awaitOutcome(id);

    node.replay.onBatch(
        new TailBatch(List.of(), log.outcomes(), List.of(), 0, log.outcomes().size(), true));
    assertThat(answer).isNotDone();

    node.replay.onBatch(log.batch());
    assertThat(answer).isCompleted();
    assertThat(node.replay.awaitOutcome(id)).isCompleted();
  }

  @Test
  void takesOnlyAnAnswerOfEventsForOneOfTheLog() {
    WrittenLog log = WrittenLog.founded().set("a", "1");
    ReplayFixture node = ReplayFixture.having(log);
    int outcomes = log.outcomes().size();
    node.replay.onUnavailable("Nobody leads events.");

    node.replay.onBatch(
        new TailBatch(List.of(), log.outcomes(), List.of(), log.end(), outcomes, false));
    assertThat(node.replay.unavailable()).isEqualTo("Nobody leads events.");

    node.replay.onBatch(new TailBatch(List.of(), List.of(), List.of(), log.end(), outcomes, true));
    assertThat(node.replay.unavailable()).isEmpty();
  }

  @Test
  void tellsOfEachNewViewAndOfNoneThatIsTheSame() {
    WrittenLog log = WrittenLog.founded();
    ReplayFixture node = ReplayFixture.having(log);
    int before = node.views.size();

    node.replay.onBatch(log.silence());

    assertThat(node.views).hasSize(before).last().isEqualTo(node.replay.view());
  }

  @Test
  void makesAViewOnceASecondWhileMoreOfALongLogComes() {
    WrittenLog log = busy();
    int size = log.records().size();
    ReplayFixture node = ReplayFixture.of(log);
    long begin = System.nanoTime();
    node.clock = () -> begin;
    node.replay.onBatch(log.batch(0, 2));
    NodeView first = node.replay.view();

    node.replay.onBatch(log.batch(2, 4));
    node.clock = () -> begin + 999_999_999L;
    node.replay.onBatch(log.batch(4, 5));

    assertThat(node.views).hasSize(1);
    assertThat(node.replay.view()).isSameAs(first);

    node.clock = () -> begin + 1_000_000_000L;
    node.replay.onBatch(log.batch(5, 6));

    ReplayFixture atOnce = ReplayFixture.of(log);
    atOnce.replay.onBatch(log.batch(0, 6));
    assertThat(node.views)
        .extracting(NodeView::image)
        .containsExactly(first.image(), atOnce.replay.image());

    node.replay.onBatch(log.batch(6, size));

    assertThat(node.replay.view()).isEqualTo(ReplayFixture.having(log).replay.view());
  }

  @Test
  void readsAnewAndAnswersFromTheImageOfBeforeUntilTheNewOneIsComplete() {
    WrittenLog log = busy();
    ReplayFixture node = ReplayFixture.having(log);
    NodeView before = node.replay.view();
    List<String> done = new ArrayList<>();

    node.replay.readAnew(() -> done.add("done"));
    node.replay.onBatch(log.batch(log.records().size(), log.records().size()));

    assertThat(node.restarts).containsExactly(0L);
    assertThat(node.replay.view().isSound()).isFalse();
    assertThat(node.replay.view().fault()).isEmpty();
    for (int i = 0; i < log.records().size(); i++) {
      assertThat(node.replay.image()).as("at record %d", i).isEqualTo(before.image());
      assertThat(done).isEmpty();
      node.replay.onBatch(log.batch(i, i + 1));
    }
    assertThat(done).containsExactly("done");
    assertThat(node.replay.view()).isEqualTo(before);
    assertThat(node.divergences).isZero();
  }
}
