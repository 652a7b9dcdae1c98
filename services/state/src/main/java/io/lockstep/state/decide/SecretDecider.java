package io.lockstep.state.decide;

import io.lockstep.schema.ChangeSecret;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Member;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.Envelopes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides the life of the versions of the cluster secret: a new one is current at once, the one
 * before retires with it, and is retired when nothing is sealed with it any more.
 */
final class SecretDecider {
  private static final int MAX_FINGERPRINT_BYTES = 256;
  private static final int MAX_SECRET_BYTES = 4096;

  private SecretDecider() {}

  static List<Object> change(ClusterImage view, ChangeSecret request) {
    SecretVersion next = request.getSecret();
    String entity = EntityKeys.secret(next.getVersion());
    SortedMap<Integer, SecretVersion> versions = view.trust().secretVersions();
    if (versions.isEmpty()) {
      throw invalid(entity, "the cluster was founded without a secret; found it anew");
    }
    SecretVersion there = versions.get(next.getVersion());
    if (next.equals(there)) {
      return List.of();
    }
    if (there == null) {
      requireNew(view, entity, versions, next);
    } else {
      requireStep(view, entity, there, next);
    }
    return List.of(new SecretChanged(ordered(next)));
  }

  /** Its copies ordered, so that what is written and what is hashed agree. */
  private static SecretVersion ordered(SecretVersion version) {
    SecretVersion next = SecretVersion.newBuilder(version).build();
    next.setSealedFor(new TreeMap<>(version.getSealedFor()));
    return next;
  }

  /** Requires, at the end of a request that changed versions, that one alone is current. */
  static void requireOneCurrent(ClusterImage view) {
    List<SecretVersion> current =
        view.trust().secretVersions().values().stream()
            .filter(version -> version.getState() == SecretState.CURRENT)
            .toList();
    if (current.size() != 1) {
      int version = view.trust().secretVersions().lastKey();
      throw invalid(
          EntityKeys.secret(version),
          "%d versions of the cluster secret would be current; make version %d current and the one"
                  .formatted(current.size(), version)
              + " before it retiring in one request");
    }
  }

  private static void requireNew(
      ClusterImage view,
      String entity,
      SortedMap<Integer, SecretVersion> versions,
      SecretVersion next) {
    int wanted = versions.lastKey() + 1;
    if (next.getVersion() != wanted || next.getState() != SecretState.CURRENT) {
      throw invalid(
          entity,
          "version %d of the cluster secret cannot become %s: the next is version %d, and begins as"
                  .formatted(next.getVersion(), next.getState(), wanted)
              + " CURRENT; rotate again");
    }
    Texts.require(entity, "the fingerprint", next.getFingerprint(), MAX_FINGERPRINT_BYTES);
    for (SecretVersion other : versions.values()) {
      if (other.getFingerprint().equals(next.getFingerprint())) {
        throw invalid(
            entity,
            "version %d of the cluster secret has the fingerprint of version %d; make another"
                .formatted(next.getVersion(), other.getVersion()));
      }
    }
    if (next.getFingerprint().isEmpty() || next.getSealed() != null) {
      throw invalid(
          entity,
          "version %d of the cluster secret has no fingerprint, or is sealed although it is new;"
                  .formatted(next.getVersion())
              + " rotate again");
    }
    requireCopies(view, entity, next);
  }

  /** Each member needs its copy: who joined while the version was made would be locked out. */
  private static void requireCopies(ClusterImage view, String entity, SecretVersion next) {
    for (Member member : view.members().present()) {
      if (member.getSealingKey() != null && !next.getSealedFor().containsKey(member.getId())) {
        throw invalid(
            entity,
            "version %d of the cluster secret has no copy for node \"%s\"; rotate again"
                .formatted(next.getVersion(), member.getId()));
      }
    }
    for (Map.Entry<String, ByteBuffer> copy : next.getSealedFor().entrySet()) {
      int length = copy.getValue().remaining();
      if (view.members().present(copy.getKey()).isEmpty()
          || length == 0
          || length > MAX_SECRET_BYTES) {
        throw invalid(
            entity,
            "version %d of the cluster secret has a copy of %d bytes for \"%s\", wanted is one of 1"
                    .formatted(next.getVersion(), length, Texts.shortened(copy.getKey()))
                + " to %d bytes for each member; rotate again".formatted(MAX_SECRET_BYTES));
      }
    }
  }

  private static void requireStep(
      ClusterImage view, String entity, SecretVersion there, SecretVersion next) {
    boolean retires =
        there.getState() == SecretState.CURRENT && next.getState() == SecretState.RETIRING;
    boolean ends =
        there.getState() == SecretState.RETIRING && next.getState() == SecretState.RETIRED;
    boolean copies =
        next.getSealedFor().isEmpty() || next.getSealedFor().equals(there.getSealedFor());
    if (!(retires || ends) || !next.getFingerprint().equals(there.getFingerprint()) || !copies) {
      throw invalid(
          entity,
          "version %d of the cluster secret is %s with fingerprint %s and cannot become %s; it goes"
                  .formatted(
                      there.getVersion(), there.getState(), there.getFingerprint(), next.getState())
              + " from CURRENT to RETIRING to RETIRED with its fingerprint and copies as they are");
    }
    if (ends) {
      if (next.getSealed() == null || !next.getSealed().equals(there.getSealed())) {
        throw invalid(
            entity,
            "version %d of the cluster secret must stay sealed as it is; send that again"
                .formatted(next.getVersion()));
      }
      requireUnused(view, entity, next.getVersion());
      return;
    }
    Envelope envelope = next.getSealed();
    if (envelope == null || envelope.getSecretVersion() != next.getVersion() + 1) {
      throw invalid(
          entity,
          "version %d of the cluster secret retires sealed with version %d; seal it with that"
              .formatted(next.getVersion(), next.getVersion() + 1));
    }
    SealedValues.requireForm(entity, entity, envelope, MAX_SECRET_BYTES);
  }

  private static void requireUnused(ClusterImage view, String entity, int version) {
    List<Entity> left =
        Envelopes.entities(view, envelope -> envelope.getSecretVersion() == version);
    if (!left.isEmpty()) {
      throw new RefusedException(
          Codes.SECRET_IN_USE,
          entity,
          "version %d of the cluster secret still protects %d values, such as %s; seal them with the"
                  .formatted(version, left.size(), Texts.shortened(left.get(0).key()))
              + " current version first");
    }
  }

  private static RefusedException invalid(String entity, String message) {
    return new RefusedException(Codes.INVALID_SECRET, entity, message);
  }
}
