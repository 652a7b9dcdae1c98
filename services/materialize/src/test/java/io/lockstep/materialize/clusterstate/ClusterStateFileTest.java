package io.lockstep.materialize.clusterstate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.Images;
import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Event;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterStateFileTest {
  @Test
  void saysWhoIsOnlineAndWhoIsPrimaryByIdOfTheMember() {
    ClusterImage image =
        with(
            with(
                Images.empty().join("n1", null).join("n2", null).image(),
                ClusterFounded.newBuilder().setCluster("blue").build()),
            PrimaryPromoted.newBuilder()
                .setNode("n1")
                .setEpoch(1)
                .setReason(PromotionReason.FOUNDING)
                .build());

    String text =
        new String(
            ClusterStateFile.document(image, node -> node.equals("n1")), StandardCharsets.UTF_8);

    assertThat(text)
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClusterGroup name="blue">
              <Member hostname="n1" state="online" status="primary"/>
              <Member hostname="n2" state="offline" status="secondary"/>
            </ClusterGroup>
            """);
  }

  private static ClusterImage with(ClusterImage image, Object payload) {
    Event event =
        Event.newBuilder()
            .setCluster("blue")
            .setRevision(image.revision() + 1)
            .setEpoch(1)
            .setChangeId("x")
            .setChangeIndex(0)
            .setChangeSize(1)
            .setTime(Instant.EPOCH)
            .setOrigin("n1")
            .setActor("test")
            .setPayload(payload)
            .build();
    return Replay.apply(image, List.of(event));
  }

  @Test
  void theTimeIsIsoInUtc() {
    assertThat(ClusterStateFile.lastSync(Instant.parse("2026-05-04T03:02:01.987Z")))
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("2026-05-04T03:02:01Z\n");
  }
}
