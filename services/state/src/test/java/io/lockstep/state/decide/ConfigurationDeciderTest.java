package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.set;
import static io.lockstep.state.testing.Samples.unset;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationDeciderTest {
  private static final String MODE = "Cluster.mode";
  private static final String THREADS = KnownParameters.MAX_THREADS.key();

  private final Cluster cluster = Cluster.ofThree();

  @Test
  void aParameterGetsItsValueAndLosesIt() {
    cluster.accept(set("a", "1"));
    assertThat(cluster.image().configuration().shared("a")).contains("1");

    List<Event> events = cluster.accept(unset("a"));

    assertThat(events.get(0).getPayload()).isEqualTo(new ConfigurationRemoved("a", "shared"));
    assertThat(cluster.image().configuration().shared("a")).isEmpty();
  }

  @Test
  void fewestHoldersAreThoseOfARole() {
    Refusal refusal = cluster.refuse(set(KnownParameters.MINIMUM_HOLDERS, "1"));

    assertThat(refusal.getCode()).isEqualTo(Codes.INVALID_KEY);
    cluster.accept(set(KnownParameters.MINIMUM_HOLDERS + "key-manager", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "=:#!", "日本語 🔒", "\u0000"})
  void anUnknownParameterTakesAnyString(String value) {
    cluster.accept(set("free", value));

    assertThat(cluster.image().configuration().shared("free")).contains(value);
  }

  @Test
  void theNodesOwnValueGoesBeforeItsSitesBeforeTheShared() {
    String site = Samples.member("n2").getSite();
    cluster.accept(set("a", "all"), set("b", "all"), set("c", "all"));
    cluster.accept(set("b", "site:" + site, "site"), set("c", "site:" + site, "site"));
    cluster.accept(set("c", "node:n2", "node"));

    assertThat(effective("n2", site)).containsExactly("a=all", "b=site", "c=node");
    assertThat(effective("n9", null)).containsExactly("a=all", "b=all", "c=all");
    assertThat(effective("n9", site)).containsExactly("a=all", "b=site", "c=site");
  }

  @Test
  void effectiveValuesAreInTheOrderOfTheirNames() {
    cluster.accept(set("b", "all"), set("b.c", "all"), set("b@c", "all"), set("b-", "all"));
    cluster.accept(set("b", "node:n2", "own"), set("b.b", "node:n2", "own"));
    cluster.accept(set("a", "node:n2", "own"), set("z", "node:n2", "own"));
    cluster.accept(set("b.c", "node:n1", "of another"), set("c", "node:n1", "of another"));

    assertThat(effective("n2", null))
        .containsExactly("a=own", "b=own", "b-=all", "b.b=own", "b.c=all", "b@c=all", "z=own");
  }

  private List<String> effective(String node, String site) {
    return cluster.image().configuration().effectiveEntries(node, site).stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Shared",
        "site:",
        "node:",
        "site:nowhere",
        "node:n9",
        "node:n2 ",
        "zone:a",
        "site:a/b"
      })
  void aScopeThatIsMalformedOrNobodysIsRefused(String scope) {
    Refusal refusal = cluster.refuse(set("a", scope, "1"));

    assertThat(refusal.getCode()).isEqualTo(Codes.UNKNOWN_SCOPE);
  }

  @Test
  void theScopeOfANodeThatJoinsInTheSameSetIsKnown() {
    Object join = JoinNode.newBuilder().setMember(Samples.member("n7")).build();

    cluster.accept(set("a", "1"), join, set("a", "node:n7", "2"), set("b", "node:n7", "3"));

    assertThat(cluster.image().configuration().get("b", "node:n7")).isPresent();
  }

  @Test
  void theScopeOfANodeThatIsRemovedInTheSameSetIsNot() {
    Refusal refusal = cluster.refuse(new RemoveNode("n3"), set("a", "node:n3", "2"));

    assertThat(refusal.getCode()).isEqualTo(Codes.UNKNOWN_SCOPE);
  }

  @Test
  void whatTheSetGaveANodeGoesWithItsRemovalInTheSameSet() {
    List<Event> events = cluster.accept(set("a", "node:n3", "2"), new RemoveNode("n3"));

    assertThat(events)
        .extracting(Event::getPayload)
        .contains(new ConfigurationRemoved("a", "node:n3"));
    assertThat(cluster.image().configuration().all()).isEmpty();
  }

  @Test
  void whatHoldsForTheWholeClusterHasNoOtherScope() {
    Refusal refusal = cluster.refuse(set(MODE, "node:n2", "active"));

    assertThat(refusal.getCode()).isEqualTo(Codes.SCOPE_NOT_ALLOWED);
    cluster.accept(set(THREADS, "node:n2", "100"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "10001", "-1", "007", "+7", "7 ", "7.0", "0x7", "９", "1e3"})
  void aKnownNumberIsHeldToItsBoundsAndSpelling(String value) {
    Refusal refusal = cluster.refuse(set(THREADS, value));

    assertThat(refusal.getCode()).isEqualTo(Codes.INVALID_VALUE);
    assertThat(refusal.getMessage())
        .contains(THREADS, '"' + value + '"', "from 1 to 10000", "default 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "10000"})
  void theBoundsAreAllowed(String value) {
    cluster.accept(set(THREADS, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Active", "on"})
  void aKnownChoiceIsHeldToItsWords(String value) {
    assertThat(cluster.refuse(set(MODE, value)).getMessage())
        .contains(MODE, "active, passive, passive_legacy, disabled");
  }

  @Test
  void aLongBadValueIsNotQuotedWhole() {
    Refusal refusal = cluster.refuse(set(MODE, "x".repeat(200_000)));

    assertThat(refusal.getMessage()).hasSizeLessThan(400);
  }

  @Test
  void aValueHasABoundInBytes() {
    int most = ConfigurationDecider.MAX_VALUE_BYTES;
    cluster.accept(set("a", "é".repeat(most / 2)));

    Refusal refusal = cluster.refuse(set("a", "é".repeat(most / 2) + "x"));

    assertThat(refusal.getCode()).isEqualTo(Codes.VALUE_TOO_LARGE);
    assertThat(refusal.getMessage()).contains("a", (most + 1) + " bytes", "at most " + most);
  }

  @Test
  void halfASurrogatePairIsNoText() {
    assertThat(cluster.refuse(set("a", "x\ud83d")).getCode()).isEqualTo(Codes.NOT_UTF8);
    assertThat(cluster.refuse(set("a\udd12", "x")).getCode()).isEqualTo(Codes.NOT_UTF8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a\tb", "a@site:x", "a@node:x", "\u0007"})
  void aNameThatCannotBeAKeyIsRefused(String key) {
    assertThat(cluster.refuse(set(key, "1")).getCode()).isEqualTo(Codes.INVALID_KEY);
    assertThat(cluster.refuse(unset(key)).getCode()).isEqualTo(Codes.INVALID_KEY);
  }

  @Test
  void aNameHasABound() {
    cluster.accept(set("k".repeat(255), "1"));

    Refusal refusal = cluster.refuse(set("k".repeat(256), "1"));

    assertThat(refusal.getCode()).isEqualTo(Codes.INVALID_KEY);
  }

  @Test
  void whatHasNoValueCannotLoseIt() {
    cluster.accept(set("a", "1"));

    assertThat(cluster.refuse(unset("b")).getCode()).isEqualTo(Codes.NOT_FOUND);
    assertThat(cluster.refuse(new RemoveConfiguration("a", "node:n1")).getCode())
        .isEqualTo(Codes.NOT_FOUND);
    assertThat(cluster.refuse(unset("a"), unset("a")).getCode()).isEqualTo(Codes.NOT_FOUND);
  }

  @Test
  void aSealedValueComesAloneAndHasABound() {
    cluster.accept(sealed("", 100));

    ConfigurationChanged secret =
        cluster
            .image()
            .entity("configuration/secret")
            .orElseThrow()
            .payload(ConfigurationChanged.class);
    assertThat(secret.getSealed().getCiphertext().remaining()).isEqualTo(100);
    assertThat(cluster.refuse(sealed("clear", 100)).getCode()).isEqualTo(Codes.INVALID_REQUEST);
    assertThat(cluster.refuse(sealed("", 1 << 20)).getCode()).isEqualTo(Codes.VALUE_TOO_LARGE);
  }

  private static SetConfiguration sealed(String clear, int bytes) {
    Envelope envelope = new Envelope(1, ByteBuffer.allocate(12), ByteBuffer.allocate(bytes));
    return SetConfiguration.newBuilder()
        .setKey("secret")
        .setValue(clear)
        .setSealed(envelope)
        .build();
  }
}
