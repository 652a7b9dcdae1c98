package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TermsTest {
  @Test
  void foundingIsRevisionOneOfNoTerm() {
    List<Event> events = found(Optional.of("n1"));

    assertThat(events).hasSize(1);
    Event event = events.get(0);
    assertThat(event.getRevision()).isEqualTo(1);
    assertThat(event.getEpoch()).isZero();
    assertThat(event.getCluster()).isEqualTo("blue");
    assertThat(event.getActor()).isEqualTo("alice");
    assertThat(event.getTime().toEpochMilli()).isEqualTo(7);
    assertThat(event.getPayload()).isEqualTo(new ClusterFounded("blue", "n1", null));
    assertThat(image(events).cluster()).isEqualTo("blue");
  }

  @Test
  void theFirstTermIsForTheNodeThatWasNamedOrForAnyBeforeThereIsOne() {
    ClusterImage any = image(found(Optional.empty()));
    ClusterImage named = image(found(Optional.of("n1")));

    assertThat(Terms.mayFound(ClusterImage.EMPTY, "n1")).isFalse();
    assertThat(Terms.mayFound(any, "n7")).isTrue();
    assertThat(Terms.mayFound(named, "n1")).isTrue();
    assertThat(Terms.mayFound(named, "n2")).isFalse();
    assertThat(Terms.mayFound(Cluster.ofOne().image(), "n1")).isFalse();
  }

  @Test
  void theFirstTermJoinsOrdersAndPromotesInOneChange() {
    ClusterImage founded = image(found(Optional.empty()));

    List<Event> events = Terms.first(founded, Samples.member("n1"), "t", 9);

    ClusterImage image = Replay.apply(founded, Samples.read(events));
    assertThat(events).extracting(Event::getRevision).containsExactly(2L, 3L, 4L);
    assertThat(events).allMatch(e -> e.getEpoch() == 1 && e.getChangeId().equals("t"));
    assertThat(image.promotion().primary()).contains("n1");
    assertThat(image.promotion().epoch()).isEqualTo(1);
    assertThat(image.promotion().order()).extracting("host").containsExactly("n1.example");
    assertThat(Digest.of(events.get(2).getDigest())).isEqualTo(image.digest());
  }

  @Test
  void readersAgreeOnTheDigestWhateverMapTheFirstMembersAttributesAreIn() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 30; i > 0; i--) {
      attributes.put("key" + i, "v");
    }
    Member member = Samples.member("n1");
    member.setAttributes(attributes);
    member.setState(MemberState.DRAINED);
    ClusterImage founded = image(found(Optional.empty()));

    List<Event> events = Terms.first(founded, member, "t", 9);

    ClusterImage read = Replay.apply(founded, Samples.read(events));
    assertThat(read.digest()).isEqualTo(Replay.apply(founded, events).digest());
    assertThat(read.members().get("n1").orElseThrow().getState()).isEqualTo(MemberState.ACTIVE);
    Member written = ((NodeJoined) events.get(0).getPayload()).getMember();
    assertThat(List.copyOf(written.getAttributes().keySet())).isSorted();
  }

  @Test
  void theFirstMemberIsCheckedAsAnyOther() {
    ClusterImage founded = image(found(Optional.empty()));
    Member member = Samples.memberBuilder("n1").setHost("a b").build();

    assertThatThrownBy(() -> Terms.first(founded, member, "t", 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"a b\"");
  }

  @Test
  void aFailoverIsTheNextTerm() {
    ClusterImage image = Cluster.ofThree().image();

    List<Event> events = Terms.failover(image, "n2", "o", 9);

    assertThat(events).hasSize(1);
    assertThat(events.get(0).getEpoch()).isEqualTo(2);
    assertThat(events.get(0).getOrigin()).isEqualTo("n2");
    assertThat(events.get(0).getPayload())
        .isEqualTo(new PrimaryPromoted(2L, "n2", "n1", PromotionReason.FAILOVER));
  }

  private static List<Event> found(Optional<String> firstNode) {
    return Terms.found("blue", firstNode, "f", "alice", 7);
  }

  private static ClusterImage image(List<Event> events) {
    return Replay.apply(ClusterImage.EMPTY, events);
  }
}
