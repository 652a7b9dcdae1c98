package io.lockstep.node.replay;

import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest outcomes, in less than half of the memory that the records take: 150 to 190 bytes
 * each, so that half a million fit into a node's heap beside all else. Ids are kept as 128 bits of
 * their SHA-256, node ids once, MACs not at all, and the words of a refusal for the newest ones
 * only. Any thread.
 */
final class KeptOutcomes {
  /** Older ones keep their code; the topic has the words for as long as its records live. */
  static final int REFUSALS = 50_000;

  private record Id(long high, long low) {}

  /** What an outcome says but for its id; {@code refusal} is null for an accepted one. */
  private static final class Kept {
    final String origin;
    final long firstRevision;
    final long revision;
    final long epoch;
    final long time;
    final long commandOffset;
    Refusal refusal;

    Kept(Outcome outcome, String origin) {
      this.origin = origin;
      firstRevision = outcome.getFirstRevision();
      revision = outcome.getRevision();
      epoch = outcome.getEpoch();
      time = outcome.getTime().toEpochMilli();
      commandOffset = outcome.getCommandOffset();
      refusal = outcome.getRefusal();
    }

    Outcome outcome(String id) {
      return Outcome.newBuilder()
          .setCommandId(id)
          .setOrigin(origin)
          .setResult(refusal == null ? OutcomeResult.ACCEPTED : OutcomeResult.REFUSED)
          .setFirstRevision(firstRevision)
          .setRevision(revision)
          .setEpoch(epoch)
          .setTime(Instant.ofEpochMilli(time))
          .setCommandOffset(commandOffset)
          .setRefusal(refusal)
          .build();
    }
  }

  private final int capacity;
  private final int refusals;
  private final MessageDigest sha256;
  private final Map<String, String> origins = new HashMap<>();
  private final Map<String, Refusal> worn = new HashMap<>();
  private final ArrayDeque<Kept> refused = new ArrayDeque<>();
  private final Map<Id, Kept> byId =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, Kept> eldest) {
          return size() > capacity;
        }
      };

  /**
   * Keeps the newest outcomes.
   *
   * @param capacity most outcomes
   * @param refusals of how many the words of a refusal
   */
  KeptOutcomes(int capacity, int refusals) {
    this.capacity = capacity;
    this.refusals = refusals;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes an outcome, if its command has none yet; tells whether. */
  synchronized boolean add(Outcome outcome) {
    String origin = origins.computeIfAbsent(outcome.getOrigin(), first -> first);
    Kept kept = new Kept(outcome, origin);
    if (byId.putIfAbsent(id(outcome.getCommandId()), kept) != null) {
      return false;
    }
    if (kept.refusal != null) {
      refused.addLast(kept);
      if (refused.size() > refusals) {
        Kept oldest = refused.removeFirst();
        oldest.refusal = worn.computeIfAbsent(oldest.refusal.getCode(), KeptOutcomes::worn);
      }
    }
    return true;
  }

  private static Refusal worn(String code) {
    return Refusal.newBuilder()
        .setCode(code)
        .setMessage("why in words, a node keeps for its newest %,d refusals".formatted(REFUSALS))
        .build();
  }

  /** What became of a command; empty if it was not decided, or is too old. */
  synchronized Optional<Outcome> get(String id) {
    return Optional.ofNullable(byId.get(id(id))).map(kept -> kept.outcome(id));
  }

  synchronized boolean contains(String id) {
    return byId.containsKey(id(id));
  }

  private Id id(String command) {
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest(command.getBytes(StandardCharsets.UTF_8)));
    return new Id(hash.getLong(), hash.getLong());
  }
}
