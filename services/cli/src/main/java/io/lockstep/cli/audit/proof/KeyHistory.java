package io.lockstep.cli.audit.proof;

import io.lockstep.schema.Member;
import io.lockstep.schema.NodeChanged;
import io.lockstep.schema.NodeJoined;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The public keys that the journal gave each node, in its order. Used by one thread. */
final class KeyHistory {
  private final Map<String, ByteBuffer> now = new HashMap<>();
  private final Map<String, Set<ByteBuffer>> ever = new HashMap<>();

  /** Whether a payload of this type may hold a key. */
  static boolean concerns(String payloadType) {
    return payloadType.equals(NodeJoined.class.getSimpleName())
        || payloadType.equals(NodeChanged.class.getSimpleName());
  }

  /** Takes a payload that does; returns the member. */
  Member take(Object payload) {
    Member member =
        payload instanceof NodeJoined joined
            ? joined.getMember()
            : ((NodeChanged) payload).getMember();
    if (member.getPublicKey() == null) {
      now.remove(member.getId());
    } else {
      now.put(member.getId(), member.getPublicKey());
      ever.computeIfAbsent(member.getId(), id -> new LinkedHashSet<>()).add(member.getPublicKey());
    }
    return member;
  }

  /** The key that a node has at this point. */
  Optional<ByteBuffer> of(String node) {
    return Optional.ofNullable(now.get(node));
  }

  /** The keys that a node has had. */
  Set<ByteBuffer> ever(String node) {
    return ever.getOrDefault(node, Set.of());
  }
}
