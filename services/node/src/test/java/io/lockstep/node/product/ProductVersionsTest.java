package io.lockstep.node.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductVersionsTest {
  private ClusterImage image = ClusterImage.EMPTY;

  private static Member member(String id, String version, MemberState state) {
    return Member.newBuilder()
        .setId(id)
        .setHost(id)
        .setUrl("https://" + id)
        .setAdminUrl("https://" + id + ":444")
        .setSoftwareVersion("1")
        .setProductVersion(version)
        .setFormatLevel(1)
        .setState(state)
        .build();
  }

  private ProductVersionsTest with(Object payload) {
    Event event =
        Event.newBuilder()
            .setCluster("c")
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
    image = Replay.apply(image, List.of(event));
    return this;
  }

  private ProductVersionsTest join(String id, String version) {
    return with(new NodeJoined(member(id, version, MemberState.ACTIVE)));
  }

  private ProductVersionsTest promote(String id) {
    return with(new PrimaryPromoted(1L, id, null, PromotionReason.FOUNDING));
  }

  @Test
  void theClusterIsAtTheVersionOfMostActiveMembers() {
    join("n1", "5.4").join("n2", "5.5").join("n3", "5.5").promote("n1");

    assertThat(ProductVersions.ofCluster(image)).contains("5.5");
    assertThat(ProductVersions.problem(image, "n1", Optional.of("5.4")))
        .hasValueSatisfying(text -> assertThat(text).contains("n1", "5.4", "5.5 (n2, n3)"));
    assertThat(ProductVersions.problem(image, "n2", Optional.of("5.5"))).isEmpty();
  }

  @Test
  void ofTwoThatAreEvenThePrimaryHasTheRightOne() {
    join("n1", "5.4").join("n2", "5.5").promote("n2");

    assertThat(ProductVersions.ofCluster(image)).contains("5.5");
    promote("n1");
    assertThat(ProductVersions.ofCluster(image)).contains("5.4");
  }

  @Test
  void drainedMembersAndThoseThatSayNothingDoNotCount() {
    join("n1", "5.4").join("n2", "5.5").join("n3", null).promote("n3");
    with(new NodeDrained(member("n2", "5.5", MemberState.DRAINED)));

    assertThat(ProductVersions.ofCluster(image)).contains("5.4");
    assertThat(ProductVersions.problem(image, "n3", Optional.empty())).isEmpty();
    assertThat(ProductVersions.problem(ClusterImage.EMPTY, "n1", Optional.of("1"))).isEmpty();
  }
}
