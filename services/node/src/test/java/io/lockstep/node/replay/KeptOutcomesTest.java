package io.lockstep.node.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.Samples;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Refusal;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeptOutcomesTest {
  private final KeptOutcomes kept = new KeptOutcomes(4, 2);

  private static Outcome refused(String id) {
    Refusal refusal =
        Refusal.newBuilder()
            .setCode("conflict")
            .setMessage("a is at revision 3, not 2")
            .setEntity("configuration/a")
            .setExpectedRevision(2L)
            .setActualRevision(3L)
            .setActualValue("x")
            .build();
    return Outcome.newBuilder()
        .setCommandId(id)
        .setOrigin("n2")
        .setResult(OutcomeResult.REFUSED)
        .setRevision(7)
        .setEpoch(3)
        .setTime(Instant.ofEpochMilli(1_790_000_000_123L))
        .setCommandOffset(99)
        .setRefusal(refusal)
        .build();
  }

  @Test
  void givesBackAllButTheMac() {
    Outcome accepted = Samples.accepted("c1", 1L << 40);
    Outcome refused = refused("c2");
    kept.add(Outcome.newBuilder(accepted).setMac(ByteBuffer.allocate(32)).build());
    kept.add(refused);

    assertThat(kept.get("c1")).contains(accepted);
    assertThat(kept.get("c2")).contains(refused);
    assertThat(kept.get("c3")).isEmpty();
    assertThat(kept.contains("c2")).isTrue();
    assertThat(kept.contains("c3")).isFalse();
  }

  @Test
  void keepsTheFirstOfAnId() {
    assertThat(kept.add(refused("c"))).isTrue();
    assertThat(kept.add(Samples.accepted("c", 9))).isFalse();

    assertThat(kept.get("c")).contains(refused("c"));
  }

  @Test
  void forgetsTheOldest() {
    for (int number = 0; number < 6; number++) {
      kept.add(Samples.accepted("c" + number, number));
    }

    assertThat(kept.contains("c1")).isFalse();
    assertThat(kept.contains("c2")).isTrue();
    assertThat(kept.contains("c5")).isTrue();
  }

  @Test
  void knowsOfAnOldRefusalThatItWasOneAndItsCode() {
    kept.add(refused("c0"));
    kept.add(refused("c1"));
    kept.add(Samples.accepted("c2", 8));
    kept.add(refused("c3"));

    Outcome old = kept.get("c0").orElseThrow();
    assertThat(old.getResult()).isEqualTo(OutcomeResult.REFUSED);
    assertThat(old.getRefusal().getCode()).isEqualTo("conflict");
    assertThat(old.getRefusal().getActualValue()).isNull();
    assertThat(kept.get("c1")).contains(refused("c1"));
    assertThat(kept.get("c3")).contains(refused("c3"));
  }
}
