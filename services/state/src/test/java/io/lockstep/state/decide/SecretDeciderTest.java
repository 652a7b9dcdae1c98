package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.envelope;
import static io.lockstep.state.testing.Samples.join;
import static io.lockstep.state.testing.Samples.operation;
import static io.lockstep.state.testing.Samples.secret;
import static io.lockstep.state.testing.Samples.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ChangeSecret;
import io.lockstep.schema.Event;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretDeciderTest {
  private final Cluster cluster = Cluster.secured();

  /** What a rotation to a version asks for. */
  static Object[] rotation(int version, String... nodes) {
    return new Object[] {current(version, nodes), retiring(version - 1)};
  }

  private static ChangeSecret current(int version, String... nodes) {
    Map<String, ByteBuffer> copies = new TreeMap<>();
    for (String node : nodes) {
      copies.put(node, Samples.bytes("copy for " + node));
    }
    return new ChangeSecret(
        SecretVersion.newBuilder()
            .setVersion(version)
            .setFingerprint("f" + version)
            .setState(SecretState.CURRENT)
            .setSealedFor(copies)
            .build());
  }

  private static ChangeSecret retiring(int version) {
    return old(version, SecretState.RETIRING);
  }

  private static ChangeSecret retired(int version) {
    return old(version, SecretState.RETIRED);
  }

  private static ChangeSecret old(int version, SecretState state) {
    return new ChangeSecret(
        SecretVersion.newBuilder()
            .setVersion(version)
            .setFingerprint("f" + version)
            .setState(state)
            .setSealed(envelope(version + 1))
            .build());
  }

  @Test
  void theFoundingNamesTheFirstVersionUntilAnEventSaysOtherwise() {
    var trust = cluster.image().trust();
    assertThat(trust.secretVersions().keySet()).containsExactly(1);
    assertThat(trust.currentSecret().orElseThrow().getFingerprint()).isEqualTo("f1");

    cluster.accept(rotation(2, "n1"));

    trust = cluster.image().trust();
    assertThat(trust.currentSecret().orElseThrow().getVersion()).isEqualTo(2);
    assertThat(trust.secretVersion(1).orElseThrow().getState()).isEqualTo(SecretState.RETIRING);
    assertThat(trust.secretVersions().keySet()).containsExactly(1, 2);
  }

  @Test
  void aVersionRetiresWithItsSuccessorInEitherOrder() {
    cluster.accept(retiring(1), current(2, "n1"));
    cluster.accept(current(3, "n1"), retiring(2));

    assertThat(cluster.image().trust().secretVersions().values())
        .extracting(SecretVersion::getState)
        .containsExactly(SecretState.RETIRING, SecretState.RETIRING, SecretState.CURRENT);
  }

  @Test
  void oneHalfOfARotationIsRefused() {
    assertThat(invalid(current(2, "n1"))).contains("2 versions", "in one request");
    assertThat(invalid(retiring(1))).contains("0 versions", "in one request");
  }

  @Test
  void numbersRiseByOne() {
    assertThat(invalid(current(3, "n1"), retiring(1))).contains("the next is version 2");
    assertThat(invalid(current(0, "n1"), retiring(1))).contains("the next is version 2");
    cluster.accept(rotation(2, "n1"));
    assertThat(invalid(current(2), retiring(1))).contains("is CURRENT");
    assertThat(invalid(rotation(4, "n1"))).contains("the next is version 3");
  }

  @ParameterizedTest
  @EnumSource(
      value = SecretState.class,
      names = {"RETIRING", "RETIRED"})
  void aNewVersionBeginsAsCurrent(SecretState state) {
    assertThat(invalid(old(2, state), retiring(1))).contains("begins as CURRENT");
  }

  @Test
  void aFingerprintIsNeverTheSameAndNeverChanges() {
    ChangeSecret same = current(2, "n1");
    same.getSecret().setFingerprint("f1");
    assertThat(invalid(same, retiring(1))).contains("fingerprint of version 1");
    ChangeSecret empty = current(2, "n1");
    empty.getSecret().setFingerprint("");
    assertThat(invalid(empty, retiring(1))).contains("no fingerprint");
    ChangeSecret other = retiring(1);
    other.getSecret().setFingerprint("f7");
    assertThat(invalid(current(2, "n1"), other)).contains("fingerprint f1");
  }

  @Test
  void theOldVersionIsSealedWithTheNew() {
    ChangeSecret open = retiring(1);
    open.getSecret().setSealed(null);
    assertThat(invalid(current(2, "n1"), open)).contains("sealed with version 2");
    ChangeSecret own = retiring(1);
    own.getSecret().setSealed(envelope(1));
    assertThat(invalid(current(2, "n1"), own)).contains("sealed with version 2");
    ChangeSecret malformed = retiring(1);
    malformed.getSecret().getSealed().setNonce(ByteBuffer.allocate(1));
    assertThat(cluster.refuse(current(2, "n1"), malformed).getCode())
        .isEqualTo(Codes.INVALID_REQUEST);
  }

  @Test
  void eachMemberHasItsCopyAndNobodyElse() {
    cluster.submit("n2", join(Samples.securedBuilder("n2").build(), token(1)));

    assertThat(invalid(rotation(2, "n1"))).contains("no copy for node \"n2\"");
    assertThat(invalid(rotation(2, "n1", "n2", "n3"))).contains("\"n3\"");
    ChangeSecret empty = current(2, "n1", "n2");
    empty.getSecret().getSealedFor().put("n2", ByteBuffer.allocate(0));
    assertThat(invalid(empty, retiring(1))).contains("0 bytes", "\"n2\"");
    cluster.accept(new RemoveNode("n2"));
    cluster.accept(rotation(2, "n1"));
  }

  @Test
  void aVersionRetiresWhenNothingIsSealedWithItAnyMore() {
    cluster.accept(secret("a", 1), secret("b", 1), Samples.importing("c", "x", false));
    cluster.accept(rotation(2, "n1"));

    Refusal refusal = cluster.refuse(retired(1));

    assertThat(refusal.getCode()).isEqualTo(Codes.SECRET_IN_USE);
    assertThat(refusal.getMessage()).contains("3 values", "certificate/c");
    assertThat(cluster.image().trust().envelopesOlderThan(2))
        .extracting(Entity::key)
        .containsExactly("certificate/c", "configuration/a", "configuration/b");
    assertThat(cluster.image().trust().envelopesOlderThan(1)).isEmpty();

    var again = Samples.importing("c", "x", true);
    again.getCertificate().setPrivateKey(envelope(2));
    cluster.accept(secret("a", 2), secret("b", 2), again);
    cluster.accept(retired(1));
    assertThat(cluster.image().trust().secretVersion(1).orElseThrow().getState())
        .isEqualTo(SecretState.RETIRED);
  }

  @Test
  void nothingIsSealedWithARetiredOrUnknownVersion() {
    cluster.accept(rotation(2, "n1"));
    cluster.accept(secret("a", 1));
    cluster.accept(secret("a", 2));
    cluster.accept(retired(1));

    for (int version : new int[] {-1, 0, 1, 3}) {
      Refusal refusal = cluster.refuse(secret("a", version));
      assertThat(refusal.getCode()).isEqualTo(Codes.INVALID_SECRET);
      assertThat(refusal.getMessage()).contains("version " + version);
    }
  }

  @Test
  void thereIsNoWayBackAndNoStepIsLeftOut() {
    assertThat(invalid(current(2, "n1"), retired(1))).contains("from CURRENT to RETIRING");
    cluster.accept(rotation(2, "n1"));
    ChangeSecret back = current(1);
    assertThat(invalid(back)).contains("is RETIRING");
    cluster.accept(retired(1));
    assertThat(invalid(retiring(1))).contains("is RETIRED");
    assertThat(invalid(back)).contains("is RETIRED");
  }

  @Test
  void aRetiredVersionStaysSealedAsItWas() {
    cluster.accept(rotation(2, "n1"));
    ChangeSecret other = retired(1);
    other.getSecret().setSealed(envelope(3));
    assertThat(invalid(other)).contains("stay sealed");
    other.getSecret().setSealed(null);
    assertThat(invalid(other)).contains("stay sealed");
    ChangeSecret copies = retired(1);
    copies.getSecret().setSealedFor(Map.of("n1", Samples.bytes("x")));
    assertThat(invalid(copies)).contains("copies");
  }

  @Test
  void readersAgreeOnTheDigestWhateverMapTheCopiesAreIn() {
    for (int i = 2; i <= 9; i++) {
      cluster.submit("n" + i, join(Samples.securedBuilder("n" + i).build(), token(i)));
    }
    ClusterImage before = cluster.image();
    ChangeSecret request = current(2, "n3", "n1", "n9", "n7", "n8", "n2", "n6", "n4", "n5");
    Map<String, ByteBuffer> copies = new LinkedHashMap<>();
    new TreeMap<>(request.getSecret().getSealedFor())
        .descendingMap()
        .forEach((node, copy) -> copies.put(node, copy));
    request.getSecret().setSealedFor(copies);

    List<Event> events = cluster.accept(request, retiring(1));

    SecretVersion written = ((SecretChanged) events.get(0).getPayload()).getSecret();
    assertThat(List.copyOf(written.getSealedFor().keySet())).isSorted().hasSize(9);
    assertThat(Replay.apply(before, Samples.read(events)).digest())
        .isEqualTo(cluster.image().digest());
  }

  @Test
  void theSameAgainMakesNoEvent() {
    List<Object> both = List.of(rotation(2, "n1"));
    cluster.accept(both.toArray());

    assertThat(cluster.accept(both.toArray())).isEmpty();
  }

  @Test
  void aClusterWithoutASecretHasNoVersions() {
    Cluster plain = Cluster.ofOne();

    assertThat(plain.image().trust().secretVersions()).isEmpty();
    assertThat(plain.image().trust().currentSecret()).isEmpty();
    assertThat(plain.refuse(rotation(2, "n1")).getMessage()).contains("found it anew");
  }

  @Test
  void twoRotationsAtOnceMeetInTheRevision() {
    cluster.accept(operation(current(2, "n1"), 0L), operation(retiring(1), 0L));

    Refusal refusal = cluster.refuse(operation(current(2, "n1"), 0L), operation(retiring(1), 0L));

    assertThat(refusal.getCode()).isEqualTo(Codes.CONFLICT);
    assertThat(refusal.getActualValue()).isNull();
  }

  private String invalid(Object... actions) {
    Refusal refusal = cluster.refuse(actions);
    assertThat(refusal.getCode()).isEqualTo(Codes.INVALID_SECRET);
    return refusal.getMessage();
  }
}
