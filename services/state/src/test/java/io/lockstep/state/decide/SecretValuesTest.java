package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.operation;
import static io.lockstep.state.testing.Samples.secret;
import static io.lockstep.state.testing.Samples.set;
import static io.lockstep.state.testing.Samples.unset;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Refusal;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.testing.Cluster;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
  private final Cluster cluster = Cluster.secured();

  @Test
  void aSecretIsNotOverwrittenInTheClear() {
    cluster.accept(secret("a", 1));

    Refusal refusal = cluster.refuse(set("a", "hunter2"));

    assertThat(refusal.getCode()).isEqualTo("secret-value");
    assertThat(refusal.getEntity()).isEqualTo("configuration/a");
    assertThat(refusal.getActualValue()).isNull();
    assertThat(refusal.toString()).doesNotContain("hunter2");
  }

  @Test
  void aSetSeesThatItMadeAValueSecret() {
    assertThat(cluster.refuse(secret("a", 1), set("a", "1")).getCode()).isEqualTo("secret-value");
  }

  @Test
  void onceTakenAwayItMayBeClear() {
    cluster.accept(secret("a", 1));

    cluster.accept(unset("a"), set("a", "1"));
    cluster.accept(secret("a", 1));
  }

  @Test
  void whatLockstepReadsIsNotSecret() {
    Refusal refusal = cluster.refuse(secret("Cluster.mode", 1));

    assertThat(refusal.getCode()).isEqualTo(Codes.INVALID_VALUE);
    assertThat(refusal.getMessage()).contains("Cluster.mode", "cannot be secret");
  }

  @Test
  void aConflictTellsNothingOfIt() {
    cluster.accept(secret("a", 1));

    Refusal refusal = cluster.refuse(operation(secret("a", 1), 0L));

    assertThat(refusal.getCode()).isEqualTo(Codes.CONFLICT);
    assertThat(refusal.getActualValue()).isNull();
  }

  @Test
  void anEnvelopeHasAForm() {
    SetConfiguration nonce = secret("a", 1);
    nonce.getSealed().setNonce(ByteBuffer.allocate(11));
    SetConfiguration tag = secret("a", 1);
    tag.getSealed().setCiphertext(ByteBuffer.allocate(15));

    assertThat(cluster.refuse(nonce).getCode()).isEqualTo(Codes.INVALID_REQUEST);
    assertThat(cluster.refuse(tag).getCode()).isEqualTo(Codes.INVALID_REQUEST);
    tag.getSealed().setCiphertext(ByteBuffer.allocate(16));
    cluster.accept(tag);
  }
}
