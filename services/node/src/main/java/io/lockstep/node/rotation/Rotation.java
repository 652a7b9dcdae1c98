package io.lockstep.node.rotation;

import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.ChangeSecret;
import io.lockstep.schema.Member;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.Submission;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.rotation.SecretSeal;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Makes a new version of the cluster secret. Any thread; what follows, the primary does. */
public final class Rotation {
  private final NodeTrust trust;
  private final ReplayService replay;
  private final CommandGateway gateway;
  private final SecureRandom random = new SecureRandom();

  /** For a node. */
  public Rotation(NodeTrust trust, ReplayService replay, CommandGateway gateway) {
    this.trust = trust;
    this.replay = replay;
    this.gateway = gateway;
  }

  /**
   * Asks for the next version: sealed for every present member, and the one before sealed with it,
   * in one change. Completes as {@link CommandGateway#submit} does; once it is accepted, every node
   * that is up has it, and the rest follows by itself.
   *
   * @param actor who asks
   * @param address where the request came from; null for the node itself
   */
  public CompletableFuture<Optional<Outcome>> rotate(String actor, String address) {
    return rotate(UUID.randomUUID().toString(), actor, address);
  }

  /** The same, with the id of the request. */
  public CompletableFuture<Optional<Outcome>> rotate(String id, String actor, String address) {
    ClusterImage image = replay.image();
    SecretRing ring = trust.ring();
    ClusterSecret before = ring.current();
    try (ClusterSecret next = ClusterSecret.generate(before.version() + 1, random)) {
      Submission submission =
          Submissions.of(
              id,
              actor,
              address,
              List.of(
                  Submissions.operation(new ChangeSecret(made(image, next, before)), null),
                  Submissions.operation(
                      new ChangeSecret(retiring(image, ring, next, before)), null)));
      return gateway.submit(submission);
    }
  }

  private SecretVersion made(ClusterImage image, ClusterSecret next, ClusterSecret before) {
    Map<String, ByteBuffer> copies = new TreeMap<>();
    for (Member member : image.members().present()) {
      if (member.getSealingKey() != null) {
        byte[] key = new byte[member.getSealingKey().remaining()];
        member.getSealingKey().duplicate().get(key);
        copies.put(
            member.getId(),
            ByteBuffer.wrap(SecretSeal.seal(next, before, trust.cluster(), member.getId(), key)));
      }
    }
    return SecretVersion.newBuilder()
        .setVersion(next.version())
        .setFingerprint(next.fingerprint())
        .setState(SecretState.CURRENT)
        .setSealedFor(copies)
        .build();
  }

  private SecretVersion retiring(
      ClusterImage image, SecretRing ring, ClusterSecret next, ClusterSecret before) {
    byte[] bytes = before.copy();
    try {
      SecretVersion there =
          image
              .trust()
              .secretVersion(before.version())
              .orElseThrow(
                  () -> new IllegalStateException("the cluster has no secret; found it anew"));
      return SecretVersion.newBuilder(there)
          .setState(SecretState.RETIRING)
          .setSealed(
              trust.seal(
                  bytes,
                  EntityKeys.secret(before.version()),
                  ring.with(next).withCurrent(next.version())))
          .build();
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
