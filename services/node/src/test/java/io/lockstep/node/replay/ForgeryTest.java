package io.lockstep.node.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lockstep.node.replay.NodeView.FaultKind;
import io.lockstep.node.testing.ReplayFixture;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that no primary wrote: passed over, told of, and repaired by what stands behind them. */
class ForgeryTest {
  private static final String A = "configuration/a";

  private static WrittenLog written() {
    return WrittenLog.founded().set("a", "1").set("b", "1").set("a", "2").set("gone", "1");
  }

  private static Event newest(WrittenLog log) {
    return log.records().get(log.records().size() - 1).event();
  }

  private static Event next(WrittenLog log, UnaryOperator<Event.Builder> change) {
    Event.Builder next = Event.newBuilder(newest(log));
    next.setRevision(newest(log).getRevision() + 1);
    next.setPayload(ConfigurationChanged.newBuilder().setKey("a").setValue("forged").build());
    return change.apply(next).build();
  }

  private static Arguments forgery(
      String name, String key, String reason, Consumer<WrittenLog> by) {
    return Arguments.of(name, key, reason, by);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery(
            "an altered value",
            A,
            "has a MAC that is not the cluster's",
            log -> log.forged(A, next(log, event -> event))),
        forgery(
            "no MAC",
            A,
            "has no MAC",
            log -> log.forged(A, next(log, event -> event.setMac(null).setMacVersion(0)))),
        forgery(
            "a short MAC",
            A,
            "has a MAC that is not the cluster's",
            log -> log.forged(A, next(log, e -> e.setMac(ByteBuffer.wrap(new byte[4]))))),
        forgery(
            "another secret",
            A,
            "has a MAC that is not the cluster's",
            log -> log.forged(A, TestSecrets.mac("another").sign(next(log, event -> event)))),
        forgery(
            "a version of the secret that nobody announced",
            A,
            "names version 7 of the cluster secret",
            log -> log.forged(A, next(log, event -> event.setMacVersion(7)))),
        forgery(
            "an old event",
            A,
            "was written again",
            log -> log.forged(A, log.records().get(4).event())),
        forgery(
            "the newest event again",
            "configuration/gone",
            "was written again",
            log -> log.forged("configuration/gone", newest(log))),
        forgery(
            "a true event under another key",
            "configuration/b",
            "is the state of configuration/a",
            log ->
                log.forged(
                    "configuration/b", TestSecrets.mac("test").sign(next(log, event -> event)))),
        forgery("bytes that were cut", A, "cannot be read", log -> log.damaged(A)),
        forgery("bytes under a new key", "x/y", "cannot be read", log -> log.damaged("x/y")),
        forgery("a tombstone of what lives", A, "is a tombstone", log -> log.tombstone(A)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void isPassedOverAndRepaired(String name, String key, String reason, Consumer<WrittenLog> by) {
    WrittenLog log = written();
    ReplayFixture node = ReplayFixture.having(log);
    int before = log.records().size();
    long offset = log.end();

    by.accept(log);
    node.end = log.end();
    node.replay.onBatch(log.batch(before, log.records().size()));

    assertThat(node.replay.view().fault()).get().extracting("kind").isEqualTo(FaultKind.TAMPERED);
    assertThat(node.replay.view().fault()).get().extracting("offset").isEqualTo(offset);
    assertThat(node.replay.view().fault().get().message()).contains(reason, key);
    assertThat(node.replay.view().isSound()).isFalse();
    assertThat(node.replay.view().isTrue()).isTrue();
    assertThat(node.replay.image()).isEqualTo(log.image());
    assertThat(node.replay.forgeries()).extracting(Forgery::key).containsExactly(key);
    assertThat(node.forgeries).extracting(Forgery::offset).containsExactly(offset);

    int repairedFrom = log.records().size();
    log.repair(key);
    node.end = log.end();
    node.replay.onBatch(log.batch(repairedFrom, log.records().size()));

    assertThat(node.replay.view().isSound()).isTrue();
    assertThat(node.replay.forgeries()).isEmpty();
    assertThat(node.replay.image()).isEqualTo(log.image());
    assertThat(node.restarts).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void doesNotMisleadWhoReadsTheLogLater(
      String name, String key, String reason, Consumer<WrittenLog> by) {
    WrittenLog log = written();
    by.accept(log);
    log.repair(key).set("after", "1");

    assertThat(ReplayFixture.having(log).replay.view().isSound()).isTrue();
    assertThat(ReplayFixture.having(log).replay.image()).isEqualTo(log.image());
    ReplayFixture late = ReplayFixture.having(log.compacted());
    assertThat(late.replay.view().isSound()).isTrue();
    assertThat(late.replay.image().digest()).isEqualTo(log.image().digest());
  }

  /** Where the true record is gone and no primary has repaired it yet. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void isNotTakenForTheTruthBeforeItIsRepaired(
      String name, String key, String reason, Consumer<WrittenLog> by) {
    WrittenLog log = written();
    by.accept(log);
    assumeThat(name).as("which is the true one, then").isNotEqualTo("the newest event again");
    ReplayFixture late = ReplayFixture.having(log.compacted());
    late.replay.onBatch(log.silence());

    assertThat(late.replay.view().isSound()).isFalse();
  }

  @Test
  void inTheMidstOfAChangeDoesNotSplitIt() {
    WrittenLog log = WrittenLog.founded().set("a", "1");
    WrittenLog other = WrittenLog.founded().set("a", "1");
    other.change(WrittenLog.setting("b", "1"), WrittenLog.setting("c", "1"));
    ReplayFixture node = ReplayFixture.having(log);
    int from = log.records().size();
    log.append(java.util.List.of(other.records().get(from).event()));
    log.damaged("x");
    log.append(java.util.List.of(other.records().get(from + 1).event()));
    log.repair("x");
    node.end = log.end();

    node.replay.onBatch(log.batch(from, log.records().size()));

    assertThat(node.replay.view().isSound()).isTrue();
    assertThat(node.replay.image().digest()).isEqualTo(log.image().digest());
    assertThat(node.forgeries).hasSize(1);
  }

  @Test
  void withoutAKeyHidesNothingAndIsOnlyToldOf() {
    WrittenLog log = written();
    ReplayFixture node = ReplayFixture.having(log);
    int from = log.records().size();
    log.damaged(null).tombstone(null);
    node.end = log.end();

    node.replay.onBatch(log.batch(from, log.records().size()));

    assertThat(node.replay.view().isSound()).isTrue();
    assertThat(node.forgeries).hasSize(1);
  }
}
