package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Event;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionDeciderTest {
  private final Cluster cluster = Cluster.ofThree();

  @Test
  void aPromotionNamesTheNextEpochAndWhoWasBefore() {
    List<Event> events = cluster.accept(promote("n2"));

    assertThat(events.get(0).getPayload())
        .isEqualTo(new PrimaryPromoted(2L, "n2", "n1", PromotionReason.MANUAL));
    assertThat(events.get(0).getEpoch()).as("the term that decided").isEqualTo(1);
    assertThat(cluster.image().promotion().epoch()).isEqualTo(2);
  }

  @Test
  void promotingThePrimaryChangesNothing() {
    Decision decision = cluster.submit("n1", promote("n1"));

    assertThat(decision.events()).isEmpty();
    assertThat(decision.termEnds()).isFalse();
  }

  @Test
  void aNodeThatLagsIsRefusedWithTheMeasuredLag() {
    cluster.lags.put("n2", 42L);
    cluster.lags.put("n3", Long.MAX_VALUE);

    Refusal refusal = cluster.refuse(promote("n2"));

    assertThat(refusal.getCode()).isEqualTo(Codes.NODE_LAGS);
    assertThat(refusal.getMessage())
        .contains("n2", "42 events", "revision " + cluster.image().revision(), "wait");
    assertThat(cluster.refuse(promote("n3")).getMessage()).doesNotContain("9223");
  }

  @Test
  void aSilentNodeIsRefusedWithTheTimeout() {
    cluster.silent.add("n2");
    cluster.accept(Samples.set("Cluster.connectionTimeout", "3000"));

    Refusal refusal = cluster.refuse(promote("n2"));

    assertThat(refusal.getCode()).isEqualTo(Codes.NODE_NOT_ALIVE);
    assertThat(refusal.getMessage()).contains("n2", "3000 ms", "start it first");
  }

  @Test
  void aNodeAtFaultIsRefusedWithWhatItReports() {
    cluster.unfit.put("n2", "reports state DIVERGED");
    cluster.silent.add("n2");

    Refusal refusal = cluster.refuse(promote("n2"));

    assertThat(refusal.getCode()).isEqualTo(Codes.NODE_NOT_ALIVE);
    assertThat(refusal.getMessage())
        .contains("\"n2\" cannot become primary: it reports state DIVERGED", "lockstep doctor")
        .doesNotContain("has not reported");
  }

  @Test
  void aDrainedOrCommentedOutNodeIsNotEntitled() {
    cluster.accept(new DrainNode("n2"));
    cluster.accept(order(Samples.entry("n3", false)));

    assertThat(cluster.refuse(promote("n2")).getCode()).isEqualTo(Codes.NOT_ENTITLED);
    assertThat(cluster.refuse(promote("n3")).getMessage())
        .contains("n3", "commented out", "change the order first");
  }

  @Test
  void aNodeThatIsNoMemberIsNotFound() {
    assertThat(cluster.refuse(promote("n9")).getCode()).isEqualTo(Codes.NOT_FOUND);
  }

  @Test
  void nobodyCanAskForAFounding() {
    assertThat(cluster.refuse(new PromoteNode("n2", PromotionReason.FOUNDING)).getCode())
        .isEqualTo(Codes.INVALID_REQUEST);
  }

  @Test
  void whatWasPromotedByHandIsPinned() {
    boolean before = cluster.image().promotion().pinned();

    cluster.accept(promote("n2"));

    assertThat(before).isFalse();
    assertThat(cluster.image().promotion().pinned()).isTrue();
  }

  @Test
  void askingForThePrimaryAgainPinsItWhereAFailbackWouldTakeTheRoleAway() {
    cluster.accept(Samples.set("Cluster.failback", "preferred"));

    cluster.accept(promote("n1"));
    boolean pinned = cluster.image().promotion().pinned();
    Decision again = cluster.submit("n1", promote("n1"));
    cluster.accept(new PromoteNode("n1", PromotionReason.FAILBACK));

    assertThat(pinned).isTrue();
    assertThat(again.events()).isEmpty();
    assertThat(cluster.image().promotion().pinned()).isFalse();
    assertThat(cluster.image().promotion().epoch()).isEqualTo(3);
  }

  @Test
  void aPinIsLiftedWhileTheFirstOfTheOrderIsAway() {
    cluster.accept(promote("n2"));
    cluster.silent.add("n1");

    Refusal refusal = cluster.refuse(new PromoteNode("n1", PromotionReason.FAILBACK));
    cluster.accept(new PromoteNode("n2", PromotionReason.FAILBACK));

    assertThat(refusal.getCode()).isEqualTo(Codes.NODE_NOT_ALIVE);
    assertThat(refusal.getMessage()).contains("start it first", "lockstep primary unpin");
    assertThat(cluster.image().promotion().primary()).contains("n2");
    assertThat(cluster.image().promotion().pinned()).isFalse();
  }

  @Test
  void aFailbackGoesToTheFirstOfTheOrderAlone() {
    cluster.accept(promote("n2"));

    Refusal refusal = cluster.refuse(new PromoteNode("n3", PromotionReason.FAILBACK));

    assertThat(refusal.getCode()).isEqualTo(Codes.NOT_ENTITLED);
    assertThat(refusal.getMessage()).contains("n1", "n3", "lockstep primary promote n3");
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILBACK", "FAILOVER"})
  void aTermThatNobodyAskedForEndsThePin(PromotionReason reason) {
    cluster.accept(promote("n2"));

    cluster.accept(new PromoteNode("n1", reason));

    assertThat(cluster.image().promotion().pinned()).isFalse();
  }

  @Test
  void anOrderIsKeptAsItWasWritten() {
    PromotionEntry entry = Samples.entry("N2", true);
    entry.setComments(List.of("# the fast one", ""));
    SetPromotionOrder order =
        new SetPromotionOrder(List.of(entry, Samples.entry("other", false)), List.of("# end"));

    cluster.accept(order);

    assertThat(cluster.image().promotion().order()).isEqualTo(order.getEntries());
    assertThat(cluster.image().promotion().trailer()).containsExactly("# end");
    assertThat(Succession.ranked(cluster.image())).containsExactly("n2", "n1", "n3");
  }

  @Test
  void anEmptyOrderIsAnOrder() {
    cluster.accept(order());

    assertThat(Succession.ranked(cluster.image())).containsExactly("n1", "n2", "n3");
  }

  @Test
  void aHostThatStandsTwiceIsRefusedHoweverItIsSpelled() {
    Refusal refusal = cluster.refuse(order(Samples.entry("n2", true), Samples.entry("N2", false)));

    assertThat(refusal.getCode()).isEqualTo(Codes.DUPLICATE_HOST);
    assertThat(refusal.getMessage()).contains("N2.example", "keep one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "#a", "a\n\nb", "a\tb", "a\u2028b", "a;}", "a_b"})
  void aHostThatTheServersFileCannotHoldIsRefused(String host) {
    PromotionEntry entry = Samples.entry("n2", true);
    entry.setHost(host);

    assertThat(cluster.refuse(order(entry)).getCode()).isEqualTo(Codes.INVALID_ORDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n2", "n2:444", "ftp://n2", "https://", "https://n2 x", "http://a:x"})
  void aUrlThatIsNoneIsRefused(String url) {
    PromotionEntry entry = Samples.entry("n2", true);
    entry.setUrl(url);

    Refusal refusal = cluster.refuse(order(entry));

    assertThat(refusal.getCode()).isEqualTo(Codes.INVALID_ORDER);
    assertThat(refusal.getMessage()).contains('"' + url + '"', "n2.example", "https://host:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"# a\nn9\thttps://evil:444", "# a\r", "\ud83d"})
  void aCommentIsOneLineOfText(String comment) {
    PromotionEntry entry = Samples.entry("n2", true);
    entry.setComments(List.of(comment));

    cluster.refuse(order(entry));
    cluster.refuse(new SetPromotionOrder(List.of(), List.of(comment)));
  }

  @Test
  void anOrderHasABoundInEntriesAndInBytes() {
    List<PromotionEntry> entries = new ArrayList<>();
    for (int i = 0; i < 10_001; i++) {
      entries.add(Samples.entry("h" + i, true));
    }
    PromotionEntry entry = Samples.entry("n2", true);
    entry.setComments(List.of("# " + "x".repeat(1 << 20)));

    assertThat(cluster.refuse(new SetPromotionOrder(entries, List.of())).getMessage())
        .contains("10000", "10001");
    assertThat(cluster.refuse(order(entry)).getCode()).isEqualTo(Codes.VALUE_TOO_LARGE);
    entries.remove(0);
    cluster.accept(new SetPromotionOrder(entries, List.of()));
  }

  private static PromoteNode promote(String id) {
    return new PromoteNode(id, PromotionReason.MANUAL);
  }

  private static SetPromotionOrder order(PromotionEntry... entries) {
    return new SetPromotionOrder(List.of(entries), List.of());
  }
}
