package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.set;
import static io.lockstep.state.testing.Samples.unset;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Event;
import io.lockstep.schema.RemoveNode;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Histories;
import io.lockstep.state.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RepairTest {
  private final Cluster cluster = Cluster.ofThree();

  @Test
  void whatLivesIsWrittenAgainAsItIs() {
    cluster.accept(set("a", "true"));
    long head = cluster.image().revision();

    Repair repair = repair(cluster.image(), "configuration/a");

    assertThat(repair.unknown()).isEmpty();
    assertThat(repair.events()).hasSize(1);
    Event event = repair.events().get(0);
    assertThat(event.getPayload())
        .isEqualTo(cluster.image().entity("configuration/a").orElseThrow().event().getPayload());
    assertThat(event.getRevision()).isEqualTo(head + 1);
    assertThat(event.getEpoch()).isEqualTo(1);
    assertThat(event.getOrigin()).isEqualTo("n1");
    assertThat(event.getActor()).isEqualTo("lockstep");
    assertThat(event.getChangeId()).isEqualTo("repair-1");
    assertThat(event.getCluster()).isEqualTo("blue");
  }

  @Test
  void whatWasRemovedStaysRemovedAndChangesNoDigest() {
    cluster.accept(set("a", "1"));
    cluster.accept(unset("a"));
    ClusterImage before = cluster.image();

    Repair repair = repair(before, "configuration/a");

    ClusterImage after = Replay.apply(before, Samples.read(repair.events()));
    assertThat(repair.events()).hasSize(1);
    assertThat(after.digest()).isEqualTo(before.digest());
    assertThat(Digest.of(repair.events().get(0).getDigest())).isEqualTo(before.digest());
    assertThat(after.entity("configuration/a")).isEmpty();
    assertThat(after.removals().get("configuration/a").orElseThrow().revision())
        .isEqualTo(before.revision() + 1);
  }

  @Test
  void aRemovedNodeAndThePrimaryStayWhatTheyAre() {
    cluster.accept(new RemoveNode("n3"));

    Repair repair = repair(cluster.image(), "node/n3", "primary", "cluster");

    ClusterImage after = Replay.apply(cluster.image(), repair.events());
    assertThat(after.members().present("n3")).isEmpty();
    assertThat(after.promotion().primary()).contains("n1");
    assertThat(after.promotion().epoch()).isEqualTo(1);
    assertThat(after.cluster()).isEqualTo("blue");
  }

  @Test
  void aKeyOfNoEntityIsLeftToATombstoneAndAnotherCountsOnce() {
    Repair repair =
        repair(cluster.image(), "x", "node/n2", "", "configuration/none", "node/n2", "x");

    assertThat(repair.unknown()).containsExactly("x", "", "configuration/none");
    assertThat(repair.events()).hasSize(1);
    assertThat(repair(cluster.image(), "x").events()).isEmpty();
  }

  @Test
  void anyStateIsTheSameAfterItsRepairButForRevisions() {
    Histories.first(60)
        .forEach(
            history -> {
              ClusterImage image = history.image();
              List<String> keys = new ArrayList<>();
              Replay.events(image).forEach(event -> keys.add(EntityKeys.of(event)));

              Repair repair = repair(image, keys.toArray(String[]::new));

              ClusterImage after = Replay.apply(image, Samples.read(repair.events()));
              assertThat(repair.unknown()).isEmpty();
              assertThat(payloads(after)).isEqualTo(payloads(image));
              Event last = repair.events().get(repair.events().size() - 1);
              assertThat(Digest.of(last.getDigest())).isEqualTo(after.digest());
              assertThat(after.revision()).isEqualTo(image.revision() + keys.size());
              assertThat(repair.events()).allMatch(event -> event.getChangeSize() == keys.size());
            });
  }

  @Test
  void aNodeThatNeverSawTheForgedRecordsAndOneThatStartsAfreshAgree() {
    cluster.accept(set("a", "1"), set("b", "2"));
    ClusterImage before = cluster.image();

    Repair repair = repair(before, "configuration/a");

    ClusterImage followed = Replay.apply(before, repair.events());
    List<Event> compacted = new ArrayList<>(Replay.events(before));
    compacted.removeIf(event -> event.getPayload().equals(repair.events().get(0).getPayload()));
    compacted.addAll(Samples.read(repair.events()));
    assertThat(Replay.apply(ClusterImage.EMPTY, compacted).digest()).isEqualTo(followed.digest());
  }

  private static Map<String, Object> payloads(ClusterImage image) {
    Map<String, Object> payloads = new TreeMap<>();
    image.forEach(entity -> payloads.put(entity.key(), entity.event().getPayload()));
    image.removals().forEach(e -> payloads.put("-" + e.key(), e.event().getPayload()));
    return payloads;
  }

  private static Repair repair(ClusterImage image, String... keys) {
    Term term =
        new Term(image.promotion().epoch(), image.promotion().primary().orElseThrow(), 1_000);
    return Terms.repair(image, List.of(keys), term, "repair-1", "lockstep");
  }
}
