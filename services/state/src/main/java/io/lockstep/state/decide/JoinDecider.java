package io.lockstep.state.decide;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenState;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides who becomes a member. The secret comes first: who has not proven that it holds it learns
 * nothing else of the cluster.
 */
final class JoinDecider {
  private JoinDecider() {}

  static List<Object> join(ClusterImage image, Term term, JoinNode join, JoinEvidence evidence) {
    Member member = join.getMember();
    String entity = EntityKeys.node(Texts.shortened(member.getId()));
    // No node starts on a cluster that was founded without a secret.
    boolean secured = image.founded().map(ClusterFounded::getSecretFingerprint).isPresent();
    if (secured) {
      requireSecret(image, entity, member, evidence);
    }
    Members.require(image, member);
    requireAbsent(image, entity, member);
    Optional<Token> token = Optional.empty();
    if (secured) {
      token = Optional.of(token(image, term, entity, join, evidence));
      Members.requireKeys(entity, member);
    } else if (image.members().get(member.getId()).isPresent() && !join.getRejoin()) {
      throw removed(entity, member);
    }
    Joiners.require(image, term, entity, member, evidence.skewMillis());
    LicenceDecider.requireRoom(image, member.getId());
    List<Object> payloads = new ArrayList<>(3);
    payloads.add(new NodeJoined(Members.in(member, MemberState.ACTIVE)));
    Succession.with(image, member).ifPresent(payloads::add);
    token.map(TokenDecider::used).ifPresent(payloads::add);
    return payloads;
  }

  private static void requireSecret(
      ClusterImage image, String entity, Member member, JoinEvidence evidence) {
    SecretVersion current = image.trust().currentSecret().orElseThrow();
    if (!current.getFingerprint().equals(member.getSecretFingerprint())) {
      throw new RefusedException(
          Codes.SECRET_MISMATCH,
          entity,
          "node \"%s\" has a cluster secret with fingerprint %s, the cluster's has %s; copy the"
                  .formatted(
                      Texts.shortened(member.getId()),
                      member.getSecretFingerprint() == null
                          ? "(none)"
                          : Texts.shortened(member.getSecretFingerprint()),
                      current.getFingerprint())
              + " secret from a member");
    }
    if (!evidence.secretProven()) {
      throw new RefusedException(
          Codes.SECRET_NOT_PROVEN,
          entity,
          "node \"%s\" has not proven that it holds the cluster secret %s; copy the secret from a"
                  .formatted(Texts.shortened(member.getId()), current.getFingerprint())
              + " member and start it again");
    }
  }

  private static void requireAbsent(ClusterImage image, String entity, Member member) {
    image
        .members()
        .present(member.getId())
        .ifPresent(
            there -> {
              throw new RefusedException(
                  Codes.DUPLICATE_NODE,
                  entity,
                  "node \"%s\" is a member already, at %s; give this one another id"
                      .formatted(member.getId(), there.getUrl()));
            });
  }

  /** The token of a join, which is good for it. */
  private static Token token(
      ClusterImage image, Term term, String entity, JoinNode join, JoinEvidence evidence) {
    String id = join.getToken();
    Optional<Token> known = id == null ? Optional.empty() : image.trust().token(id);
    boolean another = known.filter(t -> t.getState() != TokenState.USED).isPresent();
    if (!another && image.members().get(join.getMember().getId()).isPresent()) {
      throw removed(entity, join.getMember());
    }
    if (id == null) {
      throw new RefusedException(
          Codes.TOKEN_MISSING,
          entity,
          "node \"%s\" has shown no join token; create one with lockstep token create and start the"
                  .formatted(join.getMember().getId())
              + " node with it");
    }
    if (!id.equals(evidence.tokenId()) || known.isEmpty()) {
      throw new RefusedException(
          Codes.TOKEN_UNKNOWN,
          entity,
          "node \"%s\" has shown no token of the cluster with the id \"%s\"; create one with lockstep"
                  .formatted(join.getMember().getId(), Texts.shortened(id))
              + " token create");
    }
    TokenDecider.requireGood(
        entity, known.get(), join.getMember().getId(), Instant.ofEpochMilli(term.now()));
    return known.get();
  }

  private static RefusedException removed(String entity, Member member) {
    return new RefusedException(
        Codes.NODE_REMOVED,
        entity,
        "node \"%s\" was removed from the cluster; create a new join token if it shall come back"
            .formatted(member.getId()));
  }
}
