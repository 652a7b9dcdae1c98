package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeChanged;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.ResumeNode;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipDeciderTest {
  private final Cluster cluster = Cluster.ofThree();

  @Test
  void aNodeJoinsActiveAndStandsLastInTheOrder() {
    Member drained = Samples.memberBuilder("n4").setState(MemberState.DRAINED).build();

    cluster.submit("n4", join(drained, false));

    assertThat(cluster.image().members().get("n4").orElseThrow().getState())
        .isEqualTo(MemberState.ACTIVE);
    assertThat(hosts()).containsExactly("n1.example", "n2.example", "n3.example", "n4.example");
  }

  @Test
  void aNodeWhoseHostStandsInTheOrderKeepsThatPlace() {
    cluster.accept(
        new SetPromotionOrder(
            List.of(Samples.entry("N4", false), Samples.entry("n1", true)), List.of()));

    List<Event> events = cluster.join("n4");

    assertThat(events).hasSize(1);
    assertThat(Succession.ranked(cluster.image())).doesNotContain("n4");
  }

  @Test
  void anIdThatIsTakenIsRefused() {
    Member other = Samples.memberBuilder("x").setId("n2").build();

    assertThat(cluster.refuseFrom("n2", join(other, true)).getCode())
        .isEqualTo(Codes.DUPLICATE_NODE);
  }

  @Test
  void aHostOrAddressThatIsTakenIsRefusedHoweverItIsSpelled() {
    Member host = Samples.memberBuilder("n4").setHost("N2.Example.").build();
    Member url = Samples.memberBuilder("n4").setUrl("HTTP://N2.example:8080/x").build();

    assertThat(cluster.refuseFrom("n4", join(host, false)).getMessage())
        .contains("n4", "N2.Example.", "n2", "n2.example", "give each its own");
    assertThat(cluster.refuseFrom("n4", join(url, false)).getCode())
        .isEqualTo(Codes.DUPLICATE_HOST);
  }

  @Test
  void severalNodesOfOneHostHavePortsOfTheirOwn() {
    Member.Builder second = Samples.memberBuilder("n4").setHost("n2.example");

    Member samePort = second.setUrl("http://n2.example:8080").build();
    Member sameAdmin =
        second.setUrl("http://n2.example:8081").setAdminUrl("https://n2.example:444").build();
    Member other = second.setAdminUrl("https://n2.example:445").build();

    assertThat(cluster.refuseFrom("n4", join(samePort, false)).getCode())
        .isEqualTo(Codes.DUPLICATE_HOST);
    assertThat(cluster.refuseFrom("n4", join(sameAdmin, false)).getMessage())
        .contains("https://n2.example:444", "node.admin.url");
    cluster.submit("n4", join(other, false));
    assertThat(cluster.image().members().present("n4")).isPresent();
    assertThat(hosts()).containsExactly("n1.example", "n2.example", "n3.example", "n2.example");
  }

  @Test
  void aMemberKeepsAHostThatWouldNotBeTakenNow() {
    Member odd = Samples.memberBuilder("old").setHost("node_1;").build();
    ClusterImage image =
        Replay.apply(cluster.image(), Samples.change(cluster.image(), "x", new NodeJoined(odd)));
    Member newer = Member.newBuilder(odd).setSoftwareVersion("9").build();
    Member renamed = Member.newBuilder(odd).setHost("node_2").build();

    List<Object> changed = MembershipDecider.change(image, "old", new ChangeNode(newer));

    assertThat(changed).hasSize(1);
    assertThatThrownBy(() -> MembershipDecider.change(image, "old", new ChangeNode(renamed)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("node_2")
        .hasMessageContaining("letters, digits and hyphens");
  }

  @Test
  void twoJoinsOfOneSetSeeEachOther() {
    Member twin = Samples.memberBuilder("n5").setHost("n4.example").build();

    Refusal refusal = cluster.refuse(join(Samples.member("n4"), false), join(twin, false));

    assertThat(refusal.getCode()).isEqualTo(Codes.DUPLICATE_HOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a b", "a/b", "é", "shared:x"})
  void anIdHasAForm(String id) {
    Member member = Samples.memberBuilder("n4").setId(id).build();

    assertThat(cluster.refuse(join(member, false)).getCode()).isEqualTo(Codes.INVALID_NODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "#a", "a/b", "a\n\nb", "a\u00a0b", "a\u200bb", "a\ud83d"})
  void aHostCanStandInTheServersFile(String host) {
    Member member = Samples.memberBuilder("n4").setHost(host).build();

    assertThat(cluster.refuse(join(member, false)).getCode()).isEqualTo(Codes.INVALID_NODE);
  }

  @Test
  void urlsAndSitesHaveAForm() {
    for (Member member :
        List.of(
            Samples.memberBuilder("n4").setUrl("n4:8080").build(),
            Samples.memberBuilder("n4").setAdminUrl("ftp://n4").build(),
            Samples.memberBuilder("n4").setUrl("http://n4:99999").build(),
            Samples.memberBuilder("n4").setSite("a b").build())) {
      assertThat(cluster.refuse(join(member, false)).getCode()).isEqualTo(Codes.INVALID_NODE);
    }
  }

  @Test
  void aMemberTooLargeForARecordIsRefused() {
    Member member =
        Samples.memberBuilder("n4").setAttributes(Map.of("a", "x".repeat(1 << 20))).build();

    assertThat(cluster.refuse(join(member, false)).getCode()).isEqualTo(Codes.VALUE_TOO_LARGE);
  }

  @Test
  void aRemovedNodeComesBackOnlyByRejoining() {
    cluster.accept(new RemoveNode("n3"));

    assertThat(cluster.refuseFrom("n3", join(Samples.member("n3"), false)).getCode())
        .isEqualTo(Codes.NODE_REMOVED);
    cluster.submit("n3", join(Samples.member("n3"), true));
    assertThat(cluster.image().members().present("n3")).isPresent();
    assertThat(hosts()).endsWith("n3.example");
  }

  @Test
  void aNodeChangesOnlyItselfAndKeepsItsState() {
    cluster.accept(new DrainNode("n2"));
    Member changed = Samples.memberBuilder("n2").setSoftwareVersion("9").build();

    assertThat(cluster.refuseFrom("n3", new ChangeNode(changed)).getMessage())
        .contains("n3", "n2", "a node changes only itself");
    Decision decision = cluster.submit("n2", new ChangeNode(changed));

    Member member = ((NodeChanged) decision.events().get(0).getPayload()).getMember();
    assertThat(member.getState()).isEqualTo(MemberState.DRAINED);
    assertThat(member.getSoftwareVersion()).isEqualTo("9");
  }

  @Test
  void siteRolesAndAttributesOfANodeAreChangedThroughAnyNode() {
    Member there = cluster.image().members().get("n2").orElseThrow();
    Member next =
        Member.newBuilder(there)
            .setSite("west")
            .setRoles(List.of("engine"))
            .setAttributes(Map.of("PGP", "true"))
            .build();

    cluster.submit("n3", new ChangeNode(next));

    Member now = cluster.image().members().get("n2").orElseThrow();
    assertThat(now.getSite()).isEqualTo("west");
    assertThat(now.getRoles()).containsExactly("engine");
    assertThat(now.getAttributes()).isEqualTo(Map.of("PGP", "true"));
    Member elsewhere = Member.newBuilder(next).setUrl("http://evil.example:1").build();
    assertThat(cluster.refuseFrom("n3", new ChangeNode(elsewhere)).getCode())
        .isEqualTo(Codes.INVALID_NODE);
  }

  @Test
  void aNodeThatSaysNothingNewMakesNoEvent() {
    Decision decision = cluster.submit("n2", new ChangeNode(Samples.member("n2")));

    assertThat(decision.events()).isEmpty();
    assertThat(decision.outcomes().get(0).getRefusal()).isNull();
  }

  @Test
  void aNodeThatMovesToAnotherHostKeepsItsPlaceAndStaysCommentedOut() {
    cluster.accept(
        new SetPromotionOrder(
            List.of(Samples.entry("n2", false), Samples.entry("n1", true)), List.of()));
    Member moved = Samples.memberBuilder("n2").setHost("new.example").build();

    cluster.submit("n2", new ChangeNode(moved));

    assertThat(hosts()).containsExactly("new.example", "n1.example");
    assertThat(Succession.ranked(cluster.image())).containsExactly("n1", "n3");
  }

  @Test
  void drainingAndResumingTwiceChangesNothingMore() {
    assertThat(cluster.accept(new DrainNode("n2"))).hasSize(1);
    assertThat(cluster.accept(new DrainNode("n2"))).isEmpty();
    assertThat(cluster.accept(new ResumeNode("n2"))).hasSize(1);
    assertThat(cluster.accept(new ResumeNode("n2"))).isEmpty();
  }

  @Test
  void drainingThePrimaryHandsOverToTheFirstThatIsAliveAndInStep() {
    cluster.silent.add("n2");

    Decision decision = cluster.submit("n1", new DrainNode("n1"));

    assertThat(decision.events())
        .extracting(e -> e.getPayload().getClass().getSimpleName())
        .containsExactly("NodeDrained", "PrimaryPromoted");
    PrimaryPromoted promoted = (PrimaryPromoted) decision.events().get(1).getPayload();
    assertThat(promoted).isEqualTo(new PrimaryPromoted(2L, "n3", "n1", PromotionReason.FAILOVER));
    assertThat(decision.termEnds()).isTrue();
  }

  @Test
  void drainingThePrimaryIsRefusedWhereNobodyCanTakeOver() {
    cluster.silent.add("n2");
    cluster.lags.put("n3", 1L);

    Refusal refusal = cluster.refuse(new DrainNode("n1"));

    assertThat(refusal.getCode()).isEqualTo(Codes.NO_SUCCESSOR);
    assertThat(refusal.getMessage()).contains("n1", "bring one up first", "node resume");
  }

  @Test
  void thePrimaryCannotBeRemoved() {
    assertThat(cluster.refuse(new RemoveNode("n1")).getCode()).isEqualTo(Codes.NODE_IS_PRIMARY);
  }

  @Test
  void removingANodeTakesItsPlaceAndItsParametersAlong() {
    cluster.accept(
        Samples.set("a", "node:n3", "1"), Samples.set("b", "node:n3", "1"), Samples.set("a", "2"));

    cluster.accept(new RemoveNode("n3"));

    assertThat(hosts()).containsExactly("n1.example", "n2.example");
    assertThat(cluster.image().configuration().all())
        .extracting(e -> e.key())
        .containsExactly("configuration/a");
    assertThat(cluster.image().members().get("n3").orElseThrow().getState())
        .isEqualTo(MemberState.REMOVED);
    assertThat(cluster.image().members().all()).hasSize(3);
  }

  @Test
  void whoIsNotThereCannotBeDrainedResumedRemovedOrChanged() {
    cluster.accept(new RemoveNode("n3"));
    for (String id : List.of("n3", "n9")) {
      for (Object action : List.of(new DrainNode(id), new ResumeNode(id), new RemoveNode(id))) {
        Refusal refusal = cluster.refuse(action);
        assertThat(refusal.getCode()).isEqualTo(Codes.NOT_FOUND);
        assertThat(refusal.getMessage()).contains(id, "lockstep node list");
      }
    }
    assertThat(cluster.refuse(new ChangeNode(Samples.member("n9"))).getCode())
        .isEqualTo(Codes.NOT_FOUND);
  }

  private List<String> hosts() {
    return cluster.image().promotion().order().stream().map(PromotionEntry::getHost).toList();
  }

  private static JoinNode join(Member member, boolean rejoin) {
    return JoinNode.newBuilder().setMember(member).setRejoin(rejoin).build();
  }
}
