package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.ResumeNode;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  private final Cluster cluster = Cluster.ofThree();

  @Test
  void theOrderDecides() {
    order(Samples.entry("n3", true), Samples.entry("n1", true), Samples.entry("n2", true));

    assertThat(ranked()).containsExactly("n3", "n1", "n2");
  }

  @Test
  void commentedOutEntriesAreNeverPromoted() {
    order(Samples.entry("n3", false), Samples.entry("n1", true), Samples.entry("n2", true));

    assertThat(ranked()).containsExactly("n1", "n2");
  }

  @Test
  void membersThatTheOrderDoesNotNameStandBehindThoseThatItDoes() {
    order(Samples.entry("n3", true), Samples.entry("stranger", true));

    assertThat(ranked()).containsExactly("n3", "n1", "n2");
  }

  @Test
  void whoIsUnlistedAndChangedLastStandsLast() {
    order();
    cluster.accept(new DrainNode("n2"));
    cluster.accept(new ResumeNode("n2"));

    assertThat(ranked()).containsExactly("n1", "n3", "n2");
  }

  @Test
  void drainedAndRemovedNodesDoNotStandInIt() {
    cluster.accept(new DrainNode("n2"));
    cluster.accept(new RemoveNode("n3"));

    assertThat(ranked()).containsExactly("n1");
  }

  @Test
  void hostsAreComparedByWhatTheyMean() {
    PromotionEntry shouted = Samples.entry("n3", true);
    shouted.setHost("N3.EXAMPLE.");
    order(shouted);

    assertThat(ranked()).startsWith("n3");
  }

  @Test
  void aNodeThatCannotReadTheFormatDoesNotStandInIt() {
    Member old = Samples.memberBuilder("old").setFormatLevel(0).build();
    ClusterImage image = cluster.image();

    image = Replay.apply(image, Samples.change(image, "x", new NodeJoined(old)));

    assertThat(Succession.ranked(image)).containsExactly("n1", "n2", "n3");
  }

  @Test
  void nobodyFollowsInAnEmptyCluster() {
    assertThat(Succession.ranked(ClusterImage.EMPTY)).isEmpty();
  }

  @Test
  void theFirstOfTwoEntriesOfOneHostHolds() {
    ClusterImage image = cluster.image();
    PromotionOrderChanged twice =
        new PromotionOrderChanged(
            List.of(Samples.entry("n1", false), Samples.entry("n1", true)), List.of());

    image = Replay.apply(image, Samples.change(image, "x", twice));

    assertThat(Succession.ranked(image)).containsExactly("n2", "n3");
  }

  @Test
  void severalNodesOfOneHostAreToldApartByTheirPorts() {
    cluster.join(twin("m1", 7001));
    cluster.join(twin("m2", 7002));

    List<PromotionEntry> entries = cluster.image().promotion().order();
    order(
        new PromotionEntry("twin.example", "https://twin.example:7002", true, List.of()),
        new PromotionEntry("twin.example", "https://twin.example:7001", false, List.of()));

    assertThat(entries)
        .extracting(PromotionEntry::getHost)
        .endsWith("twin.example", "twin.example");
    assertThat(ranked()).startsWith("m2").doesNotContain("m1");
  }

  @Test
  void anEntryWithAPortOfItsOwnIsForTheOneMemberOfItsHostThatIsLeft() {
    order(new PromotionEntry("twin.example", "https://twin.example:9443", true, List.of()));
    cluster.join(twin("m1", 7001));
    List<String> alone = ranked();
    cluster.join(twin("m2", 7002));

    assertThat(alone).startsWith("m1");
    assertThat(cluster.image().promotion().order()).hasSize(2);
    assertThat(ranked()).startsWith("m1", "m2");
  }

  @Test
  void aNodeThatLeavesTakesItsOwnEntryAlone() {
    cluster.join(twin("m1", 7001));
    cluster.join(twin("m2", 7002));

    cluster.accept(new RemoveNode("m1"));

    assertThat(cluster.image().promotion().order())
        .filteredOn(entry -> entry.getHost().equals("twin.example"))
        .extracting(PromotionEntry::getUrl)
        .containsExactly("https://twin.example:7002");
  }

  private static Member twin(String id, int port) {
    return Samples.memberBuilder(id)
        .setHost("twin.example")
        .setUrl("https://twin.example:" + (port + 1000))
        .setAdminUrl("https://twin.example:" + port)
        .build();
  }

  private void order(PromotionEntry... entries) {
    cluster.accept(new SetPromotionOrder(List.of(entries), List.of()));
  }

  private List<String> ranked() {
    return Succession.ranked(cluster.image());
  }
}
