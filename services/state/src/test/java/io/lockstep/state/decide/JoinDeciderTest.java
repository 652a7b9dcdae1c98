package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.join;
import static io.lockstep.state.testing.Samples.securedBuilder;
import static io.lockstep.state.testing.Samples.set;
import static io.lockstep.state.testing.Samples.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.ChangeToken;
import io.lockstep.schema.Event;
import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Licence;
import io.lockstep.schema.Member;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveLicence;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenState;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinDeciderTest {
  private static final Member N2 = securedBuilder("n2").build();
  private static final Member N3 = securedBuilder("n3").build();

  private final Cluster cluster = Cluster.secured();

  @Test
  void aJoinWithSecretAndTokenMakesAMemberAndUsesTheTokenUpInOneChange() {
    List<Event> events = joined(N2, token(1));

    assertThat(events)
        .extracting(e -> e.getPayload().getClass().getSimpleName())
        .containsExactly("NodeJoined", "PromotionOrderChanged", "TokenChanged");
    Member member = cluster.image().members().present("n2").orElseThrow();
    assertThat(member.getPublicKey()).isEqualTo(Samples.bytes("public n2"));
    assertThat(member.getSealingKey()).isEqualTo(Samples.bytes("sealing n2"));
    assertThat(member.getSecretFingerprint()).isEqualTo("f1");
    Token used = cluster.image().trust().token(token(1).getId()).orElseThrow();
    assertThat(used.getState()).isEqualTo(TokenState.USED);
    assertThat(used.getExpires()).isEqualTo(token(1).getExpires());
  }

  @Test
  void theFirstMemberNeedsNoTokenAndKeepsItsKeys() {
    Member first = cluster.image().members().present("n1").orElseThrow();

    assertThat(first.getPublicKey()).isEqualTo(Samples.bytes("public n1"));
    assertThat(first.getSealingKey()).isEqualTo(Samples.bytes("sealing n1"));
    assertThat(cluster.image().trust().tokens())
        .hasSize(9)
        .allMatch(token -> token.getState() == TokenState.ISSUED);
  }

  @Test
  void anotherSecretIsRefusedWithBothFingerprints() {
    Member other = securedBuilder("n2").setSecretFingerprint("f9").build();
    Member none = securedBuilder("n2").setSecretFingerprint(null).build();

    Refusal refusal = refused(other, token(1));

    assertThat(refusal.getCode()).isEqualTo("secret-mismatch");
    assertThat(refusal.getMessage()).contains("n2", "f9", "f1");
    assertThat(refused(none, token(1)).getCode()).isEqualTo("secret-mismatch");
  }

  @Test
  void aSecretThatIsNamedButNotProvenIsRefused() {
    cluster.proven = false;

    assertThat(refused(N2, token(1)).getCode()).isEqualTo("secret-not-proven");
  }

  @Test
  void whoHasNotProvenTheSecretLearnsNothingElse() {
    cluster.proven = false;
    Member twin = securedBuilder("n2").setHost("n1.example").setFormatLevel(0).build();

    Refusal refusal = refused(twin, null);

    assertThat(refusal.getCode()).isEqualTo("secret-not-proven");
    assertThat(refusal.getMessage()).doesNotContain("n1");
  }

  @Test
  void aJoinWithoutATokenIsRefused() {
    assertThat(refused(N2, null).getCode()).isEqualTo("token-missing");
  }

  @Test
  void aTokenWhoseValueIsNotShownIsAsGoodAsUnknown() {
    cluster.shown = false;

    assertThat(refused(N2, token(1)).getCode()).isEqualTo("token-unknown");
    cluster.shown = true;
    assertThat(refused(N2, token(77)).getCode()).isEqualTo("token-unknown");
  }

  @Test
  void aTokenIsGoodOnce() {
    joined(N2, token(1));

    assertThat(refused(N3, token(1)).getCode()).isEqualTo("token-used");
    joined(N3, token(2));
  }

  @Test
  void twoJoinsOfOneSetCannotShareAToken() {
    Refusal refusal = cluster.refuse(join(N2, token(1)), join(N3, token(1)));

    assertThat(refusal.getCode()).isEqualTo("token-used");
  }

  @Test
  void aTokenEndsInTime() {
    cluster.now = token(1).getExpires().toEpochMilli();
    assertThat(refused(N2, token(1)).getCode()).isEqualTo("token-expired");

    cluster.now--;
    joined(N2, token(1));
  }

  @Test
  void aRevokedTokenLetsNobodyIn() {
    cluster.accept(new ChangeToken(in(token(1), TokenState.REVOKED)));

    assertThat(refused(N2, token(1)).getCode()).isEqualTo("token-revoked");
  }

  @Test
  void aTokenForOneNodeLetsNoOtherIn() {
    Token bound = Token.newBuilder(token(50)).setSubject("n3").build();
    cluster.accept(new ChangeToken(bound));

    Refusal refusal = refused(N2, bound);

    assertThat(refusal.getCode()).isEqualTo("token-wrong-node");
    assertThat(refusal.getMessage()).contains("n2", "n3");
    joined(N3, bound);
  }

  @Test
  void aSessionTokenLetsNobodyIn() {
    Token session = Token.newBuilder(token(50)).setKind(TokenKind.SESSION).build();
    cluster.accept(new ChangeToken(session));

    assertThat(refused(N2, session).getCode()).isEqualTo("token-wrong-kind");
  }

  @Test
  void aRemovedNodeComesBackWithANewTokenAlone() {
    joined(N2, token(1));
    cluster.accept(new RemoveNode("n2"));

    assertThat(refused(N2, null).getCode()).isEqualTo("node-removed");
    assertThat(refused(N2, token(1)).getCode()).isEqualTo("node-removed");
    assertThat(refused(N2, token(77)).getCode()).isEqualTo("node-removed");
    JoinNode again = join(N2, null);
    again.setRejoin(true);
    assertThat(cluster.refuseFrom("n2", again).getCode()).isEqualTo("node-removed");

    joined(N2, token(2));
    assertThat(cluster.image().members().present("n2")).isPresent();
  }

  @Test
  void aMemberIsNotLetInTwice() {
    joined(N2, token(1));

    assertThat(refused(N2, token(1)).getCode()).isEqualTo("duplicate-node");
    assertThat(refused(N2, token(2)).getCode()).isEqualTo("duplicate-node");
    Member host = securedBuilder("n4").setHost("N2.example").build();
    assertThat(refused(host, token(2)).getCode()).isEqualTo("duplicate-host");
  }

  @Test
  void aMemberHasBothKeys() {
    for (Member member :
        List.of(
            securedBuilder("n2").setPublicKey(null).build(),
            securedBuilder("n2").setSealingKey(null).build(),
            securedBuilder("n2").setPublicKey(Samples.bytes("")).build(),
            securedBuilder("n2").setSealingKey(Samples.bytes("x".repeat(1025))).build())) {
      assertThat(refused(member, token(1)).getCode()).isEqualTo("invalid-node");
    }
  }

  @Test
  void aMemberThatChangesKeepsItsKeysAndNamesASecretOfTheCluster() {
    joined(N2, token(1));

    Member without = securedBuilder("n2").setPublicKey(null).build();
    assertThat(cluster.refuseFrom("n2", new ChangeNode(without)).getCode())
        .isEqualTo("invalid-node");
    Member unsealed = securedBuilder("n2").setSealingKey(null).build();
    assertThat(cluster.refuseFrom("n2", new ChangeNode(unsealed)).getCode())
        .isEqualTo("invalid-node");
    Member other = securedBuilder("n2").setSecretFingerprint("f9").build();
    assertThat(cluster.refuseFrom("n2", new ChangeNode(other)).getCode())
        .isEqualTo("secret-mismatch");
    Member renewed = securedBuilder("n2").setSealingKey(Samples.bytes("new")).build();
    assertThat(cluster.submit("n2", new ChangeNode(renewed)).events()).hasSize(1);
  }

  @Test
  void anotherMajorVersionIsRefused() {
    Member other = securedBuilder("n2").setSoftwareVersion("1.1.0").build();

    Refusal refusal = refused(other, token(1));

    assertThat(refusal.getCode()).isEqualTo("software-version");
    assertThat(refusal.getMessage()).contains("1.1.0", "0.1.0");
    joined(securedBuilder("n2").setSoftwareVersion("0.2.0-SNAPSHOT").build(), token(1));
  }

  @Test
  void anotherVersionOfTheProductIsRefusedWhereBothAreKnown() {
    Member first = securedBuilder("n1").setProductVersion("5.5").build();
    joined(securedBuilder("n2").setProductVersion("5.4").build(), token(1));
    cluster.submit("n1", new ChangeNode(first));

    Member other = securedBuilder("n3").setProductVersion("5.4").build();
    assertThat(refused(other, token(2)).getCode()).isEqualTo("product-version");
    joined(N3, token(2));
    joined(securedBuilder("n4").setProductVersion("5.5").build(), token(3));
  }

  @ParameterizedTest
  @ValueSource(longs = {5_001, -5_001, Long.MAX_VALUE, Long.MIN_VALUE})
  void aClockThatIsFarOffIsRefused(long skew) {
    cluster.skew = skew;

    Refusal refusal = refused(N2, token(1));

    assertThat(refusal.getCode()).isEqualTo("clock-skew");
    assertThat(refusal.getMessage()).contains(skew + " ms", "5000", "Cluster.maximumClockSkew");
  }

  @Test
  void howFarAClockMayBeOffCanBeSet() {
    cluster.skew = 5_000;
    joined(N2, token(1));
    cluster.accept(set("Cluster.maximumClockSkew", "100"));
    cluster.skew = -101;

    assertThat(refused(N3, token(2)).getCode()).isEqualTo("clock-skew");
    cluster.skew = -100;
    joined(N3, token(2));
  }

  @Test
  void theSmallestCapOfAllLicencesHolds() {
    cluster.accept(licence("p", 3), licence("q", 2), licence("r", null));
    joined(N2, token(1));

    Refusal refusal = refused(N3, token(2));

    assertThat(refusal.getCode()).isEqualTo("licence-cap");
    assertThat(refusal.getMessage()).contains("n3", "number 3", "q", "allows 2");
    cluster.accept(new RemoveLicence("n1", "q"));
    joined(N3, token(2));
  }

  @Test
  void aRemovedNodeTakesNoPlaceOfALicence() {
    cluster.accept(licence("p", 2));
    joined(N2, token(1));
    cluster.accept(new RemoveNode("n2"));

    joined(N3, token(2));
  }

  @Test
  void theLicenceOfARemovedNodeCapsNothing() {
    joined(N2, token(1));
    cluster.accept(
        new InstallLicence(Licence.newBuilder().setNode("n2").setProduct("p").setCap(1).build()));
    cluster.accept(new RemoveNode("n2"));

    joined(N3, token(2));
  }

  @Test
  void duringARotationTheNewestSecretAloneLetsIn() {
    cluster.accept(SecretDeciderTest.rotation(2, "n1"));

    assertThat(refused(N2, token(1)).getCode()).isEqualTo("secret-mismatch");
    joined(securedBuilder("n2").setSecretFingerprint("f2").build(), token(1));
  }

  private static InstallLicence licence(String product, Integer cap) {
    return new InstallLicence(
        Licence.newBuilder()
            .setNode("n1")
            .setProduct(product)
            .setCap(cap)
            .setExpires(Instant.EPOCH.plus(Duration.ofDays(9)))
            .build());
  }

  private static Token in(Token token, TokenState state) {
    return Token.newBuilder(token).setState(state).build();
  }

  private List<Event> joined(Member member, Token token) {
    Decision decision = cluster.submit(member.getId(), join(member, token));
    assertThat(decision.outcomes().get(0).getRefusal()).isNull();
    return decision.events();
  }

  private Refusal refused(Member member, Token token) {
    return cluster.refuseFrom(member.getId(), join(member, token));
  }
}
