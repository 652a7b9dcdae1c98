package io.lockstep.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.tail.TailBatch;
import io.lockstep.log.tail.TailHandler;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailMeasuresTest {
  private final List<TailBatch> handedOn = new ArrayList<>();
  private final WrittenLog log = WrittenLog.founded().set("a", "1");
  private boolean caughtUp = true;
  private final TailMeasures measures =
      new TailMeasures(
          "n1",
          new TailHandler() {
            @Override
            public void onBatch(TailBatch batch) {
              handedOn.add(batch);
            }

            @Override
            public void onUnavailable(String reason) {
              throw new AssertionError(reason);
            }
          },
          () -> caughtUp,
          () -> log.last().getTime().toEpochMilli() + 40);

  private static Outcome refused(int number, String origin, String code) {
    return Outcome.newBuilder()
        .setCommandId("c" + number)
        .setOrigin(origin)
        .setResult(OutcomeResult.REFUSED)
        .setRevision(1)
        .setEpoch(1)
        .setTime(java.time.Instant.EPOCH)
        .setRefusal(Refusal.newBuilder().setCode(code).setMessage("").build())
        .build();
  }

  private static TailBatch outcomes(Outcome... outcomes) {
    return new TailBatch(List.of(), List.of(outcomes), List.of(), 0, 0, true);
  }

  @Test
  void measuresFromTheDecisionToTheApplying() {
    int last = log.records().size();

    measures.onBatch(log.batch(last - 1, last));

    assertThat(handedOn).hasSize(1);
    assertThat(measures.lastMillis()).isEqualTo(40);
    assertThat(measures.applied().collect().getDataPoints().get(0).getSum()).isEqualTo(0.04);
  }

  @Test
  void doesNotMeasureTheBacklog() {
    caughtUp = false;

    measures.onBatch(log.batch());
    measures.onBatch(outcomes(refused(1, "n1", "a")));

    assertThat(handedOn).hasSize(2);
    assertThat(measures.lastMillis()).isNull();
    assertThat(measures.refused()).isZero();
  }

  @Test
  void countsItsOwnRefusalsByAHundredCodesAtMost() {
    measures.onBatch(outcomes(refused(1, "n1", "conflict"), refused(2, "n2", "conflict")));
    for (int i = 0; i < 500; i++) {
      measures.onBatch(outcomes(refused(i, "n1", "code-" + i)));
    }

    assertThat(measures.refused()).isEqualTo(501);
    assertThat(measures.refusals().collect().getDataPoints()).hasSize(101);
  }
}
