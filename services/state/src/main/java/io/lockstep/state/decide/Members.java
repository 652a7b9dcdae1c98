package io.lockstep.state.decide;

import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What every member must be. */
final class Members {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final int MAX_KEY_BYTES = 1024;

  private Members() {}

  /**
   * A member in a state, its attributes ordered, so that what is written and what is hashed agree.
   */
  static Member in(Member member, MemberState state) {
    Member next = Member.newBuilder(member).setState(state).build();
    next.setAttributes(new TreeMap<>(member.getAttributes()));
    return next;
  }

  /** Whether a text can be a node's id. */
  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /** Requires the keys that verify its commands and take new versions of the cluster secret. */
  static void requireKeys(String entity, Member member) {
    requireKey(entity, "public key", member.getPublicKey());
    requireKey(entity, "sealing key", member.getSealingKey());
  }

  private static void requireKey(String entity, String what, ByteBuffer key) {
    int length = key == null ? 0 : key.remaining();
    if (length == 0 || length > MAX_KEY_BYTES) {
      throw new RefusedException(
          Codes.INVALID_NODE,
          entity,
          "the node's %s has %d bytes, wanted are 1 to %d; let it make its keys anew"
              .formatted(what, length, MAX_KEY_BYTES));
    }
  }

  /** Requires that a member which changes keeps its keys, and names a secret of the cluster. */
  static void requireStill(ClusterImage image, Member there, Member next) {
    String entity = EntityKeys.node(next.getId());
    if (there.getPublicKey() != null) {
      requireKey(entity, "public key", next.getPublicKey());
    }
    if (there.getSealingKey() != null) {
      requireKey(entity, "sealing key", next.getSealingKey());
    }
    String given = next.getSecretFingerprint();
    var versions = image.trust().secretVersions().values();
    if (given != null
        && !given.equals(there.getSecretFingerprint())
        && versions.stream().noneMatch(version -> version.getFingerprint().equals(given))) {
      throw new RefusedException(
          Codes.SECRET_MISMATCH,
          entity,
          "node \"%s\" names a cluster secret with fingerprint %s, the cluster's has %s; copy the"
                  .formatted(
                      next.getId(),
                      Texts.shortened(given),
                      image
                          .trust()
                          .currentSecret()
                          .map(SecretVersion::getFingerprint)
                          .orElse("(none)"))
              + " secret from a member");
    }
  }

  static void require(ClusterImage image, Member member) {
    String entity = EntityKeys.node(Texts.shortened(member.getId()));
    if (!isId(member.getId())) {
      throw invalid(
          entity,
          "a node's id has 1 to 63 letters, digits, '.', '_' and '-' and starts with a letter or"
              + " digit",
          member.getId());
    }
    if (!HostForm.isHost(member.getHost()) && !isStill(image, member)) {
      throw invalid(entity, HostForm.WANTED, member.getHost());
    }
    requireUrl(entity, member.getUrl());
    requireUrl(entity, member.getAdminUrl());
    if (member.getSite() != null && !ID.matcher(member.getSite()).matches()) {
      throw invalid(entity, "a site has the form of a node's id", member.getSite());
    }
    if (member.getFormatLevel() < image.formatLevel()) {
      throw new RefusedException(
          Codes.FORMAT_NOT_SUPPORTED,
          entity,
          "node \"%s\" reads format level %d, the cluster is at %d; run a newer version on it"
              .formatted(member.getId(), member.getFormatLevel(), image.formatLevel()));
    }
    HostClash.of(image, member)
        .ifPresent(
            clash -> {
              throw new RefusedException(Codes.DUPLICATE_HOST, entity, clash);
            });
  }

  /** Whether a member keeps the host that it has: older logs have others than are taken now. */
  private static boolean isStill(ClusterImage image, Member member) {
    return image
        .members()
        .present(member.getId())
        .filter(there -> there.getHost().equals(member.getHost()))
        .isPresent();
  }

  private static void requireUrl(String entity, String url) {
    if (Hosts.address(url).isEmpty()) {
      throw invalid(entity, "a node's URL is an absolute http or https URL", url);
    }
  }

  private static RefusedException invalid(String entity, String wanted, String value) {
    return new RefusedException(
        Codes.INVALID_NODE, entity, "%s, not \"%s\"".formatted(wanted, Texts.shortened(value)));
  }
}
