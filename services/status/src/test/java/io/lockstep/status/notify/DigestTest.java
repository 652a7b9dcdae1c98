package io.lockstep.status.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertState;
import io.lockstep.schema.topic.TrustedRecords;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {
  static {
    TrustedRecords.declare();
  }

  private static final Alert RAISED = AlertWriter.step(AlertState.RAISED, "n1", 1);
  private static final Alert CLEARED = AlertWriter.step(AlertState.CLEARED, "n1", 1);

  @Test
  void hasTheSameIdForTheSameStepsAlone() {
    Digest digest = new Digest("blue", List.of(RAISED, CLEARED));

    assertThat(digest.id()).isEqualTo(new Digest("blue", List.of(RAISED, CLEARED)).id());
    assertThat(digest.id()).isNotEqualTo(new Digest("red", List.of(RAISED, CLEARED)).id());
    assertThat(digest.id()).isNotEqualTo(new Digest("blue", List.of(RAISED)).id());
    assertThat(digest.summary()).isEqualTo("CRITICAL: 1 alerts raised, 1 cleared");
  }

  @Test
  void aNodesOwnWordsCannotLookLikeOthers() {
    Alert sly =
        Alert.newBuilder(RAISED).setSubject("n1\r\nBcc: a@b.c").setCause("x\nRAISED y").build();

    Digest digest = new Digest("blue", List.of(sly));

    assertThat(MailText.subject(digest)).doesNotContain("\n", "\r");
    assertThat(MailText.body(digest).lines()).filteredOn(l -> l.startsWith("RAISED")).hasSize(1);
  }

  @Test
  void pausesGrowToFiveMinutes() {
    Backoff backoff = new Backoff();

    assertThat(List.of(backoff.next(), backoff.next(), backoff.next()))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }
  }
}
