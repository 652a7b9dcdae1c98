package io.lockstep.node.primary;

import io.lockstep.log.command.CommandRecord;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Command;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.JoinEvidence;
import io.lockstep.state.decide.Observations;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.token.JoinProof;
import io.lockstep.trust.token.JoinRequest;
import io.lockstep.trust.token.JoinToken;
import io.lockstep.trust.token.ProofVerdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What joins prove, found out before they are decided, and the other observations as they are. Used
 * by the primary's thread.
 */
final class JoinCheck implements Observations {
  private final NodeTrust trust;
  private final Observations others;
  private final Map<JoinNode, JoinEvidence> found = new IdentityHashMap<>();

  JoinCheck(NodeTrust trust, Observations others) {
    this.trust = trust;
    this.others = others;
  }

  /** The join that a command is; empty if it is something else. */
  static Optional<JoinNode> join(Command command) {
    if (command.getSubmissions().size() != 1
        || command.getSubmissions().get(0).getOperations().size() != 1) {
      return Optional.empty();
    }
    Operation only = command.getSubmissions().get(0).getOperations().get(0);
    return only.getAction() instanceof JoinNode join
            && join.getMember().getId().equals(command.getOrigin())
        ? Optional.of(join)
        : Optional.empty();
  }

  /** Forgets what was found out. */
  void forget() {
    found.clear();
  }

  /** Finds out what a command proves, if it is a join. */
  void look(CommandRecord record) {
    join(record.command())
        .ifPresent(
            join -> {
              Submission submission = record.command().getSubmissions().get(0);
              found.put(join, evidence(join, submission, record.time()));
            });
  }

  private JoinEvidence evidence(JoinNode join, Submission submission, long taken) {
    return new JoinEvidence(
        isProven(join), shown(join), submission.getTime().toEpochMilli() - taken);
  }

  private boolean isProven(JoinNode join) {
    if (join.getProof() == null || join.getMember().getPublicKey() == null) {
      return false;
    }
    byte[] proof = bytes(join.getProof());
    SecretRing ring = trust.ring();
    JoinRequest request =
        new JoinRequest(
            trust.cluster(),
            join.getToken() == null ? "" : join.getToken(),
            join.getMember().getId(),
            bytes(join.getMember().getPublicKey()));
    if (JoinProof.verify(proof, request, ring) != ProofVerdict.VALID) {
      return false;
    }
    return ring.get(ByteBuffer.wrap(proof).getInt())
        .map(ClusterSecret::fingerprint)
        .filter(fingerprint -> fingerprint.equals(join.getMember().getSecretFingerprint()))
        .isPresent();
  }

  /** Id of the token whose value the joiner has; null if it has none, or that of another id. */
  private String shown(JoinNode join) {
    if (join.getSealedToken() == null || join.getToken() == null) {
      return null;
    }
    byte[] value = new byte[0];
    try {
      value = trust.open(join.getSealedToken(), EntityKeys.node(join.getMember().getId()));
      String id = JoinToken.parse(new String(value, StandardCharsets.US_ASCII)).id();
      return id.equals(join.getToken()) ? id : null;
    } catch (TrustException e) {
      return null;
    } finally {
      Arrays.fill(value, (byte) 0);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public Optional<String> unfit(String node) {
    return others.unfit(node);
  }

  @Override
  public boolean alive(String node) {
    return others.alive(node);
  }

  @Override
  public long lag(String node) {
    return others.lag(node);
  }

  @Override
  public JoinEvidence join(JoinNode join) {
    return found.getOrDefault(join, JoinEvidence.NONE);
  }
}
