package io.lockstep.cli.audit.proof;

import io.lockstep.log.journal.AuditedEntry;
import io.lockstep.log.journal.MacCheck;
import io.lockstep.log.journal.PastCommand;
import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Command;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.Submission;
import io.lockstep.trust.signature.CommandVerifier;
import io.lockstep.trust.signature.SignatureVerdict;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Compares the journal with the commands that are still kept: takes these, then the journal, then
 * these again, so that it holds the ids of requests and not the requests. Used by one thread.
 */
public final class CommandAudit {
  /** Who makes the changes of the cluster's own. */
  private static final String CLUSTER_ACTOR = "lockstep";

  private final String cluster;
  private final Set<String> kept = new HashSet<>();
  private final KeyHistory keys = new KeyHistory();
  private final Map<String, CoveredChange> covered = new HashMap<>();
  private final CommandVerifier verifier = new CommandVerifier();
  private final FirstBad bad = new FirstBad();
  private boolean anyKept;
  private long commands;
  private long unsigned;
  private long older;
  private long own;

  /** Nothing is known yet. */
  public CommandAudit(String cluster) {
    this.cluster = cluster;
  }

  /** First, each command that is kept. */
  public void keep(PastCommand past) {
    if (past.isReadable()) {
      past.command().getSubmissions().forEach(submission -> kept.add(submission.getId()));
    }
  }

  /** Then, each record of the journal. One with a bad MAC is none. */
  public void take(AuditedEntry entry) {
    if (!entry.isReadable()
        || entry.mac() == MacCheck.Result.WRONG
        || entry.mac() == MacCheck.Result.ABSENT) {
      return;
    }
    CoveredChange change = kept.isEmpty() ? null : covered.get(entry.changeId());
    if (change != null) {
      compare(entry, change);
    } else if (entry.changeIndex() == 0) {
      change = begin(entry);
    }
    if (KeyHistory.concerns(entry.payloadType())) {
      Object payload = entry.event().getPayload();
      Member member = keys.take(payload);
      if (change != null
          && payload instanceof NodeJoined
          && member.getId().equals(change.origin())) {
        change.joinedWith(member.getPublicKey());
      }
    }
  }

  private CoveredChange begin(AuditedEntry entry) {
    if (kept.isEmpty()) {
      older++;
      return null;
    }
    boolean isKept = kept.contains(entry.changeId());
    if (!isKept && isOwn(entry)) {
      own++;
      return null;
    }
    anyKept |= isKept;
    if (!anyKept) {
      older++; // commands are decided in their order, so behind the first that is kept all are
      return null;
    }
    CoveredChange change =
        new CoveredChange(
            entry.revision(),
            entry.offset(),
            entry.origin(),
            entry.actor(),
            keys.of(entry.origin()),
            isKept);
    covered.put(entry.changeId(), change);
    return change;
  }

  private static boolean isOwn(AuditedEntry entry) {
    String actor = entry.actor();
    return actor.equals(CLUSTER_ACTOR)
        || actor.equals(entry.origin())
        || entry.payloadType().equals(ClusterFounded.class.getSimpleName());
  }

  private static void compare(AuditedEntry entry, CoveredChange change) {
    if (!entry.origin().equals(change.origin()) || !entry.actor().equals(change.actor())) {
      change.contradict(
          "revision %d names actor %s and origin %s, the change that it belongs to %s and %s"
              .formatted(
                  entry.revision(),
                  entry.actor(),
                  entry.origin(),
                  change.actor(),
                  change.origin()));
    }
  }

  /** Last, each command that is kept, again. */
  public void verify(PastCommand past) {
    commands++;
    Command command = past.command();
    if (!past.isReadable() || !command.getCluster().equals(cluster)) {
      unsigned++;
      return;
    }
    Map<ByteBuffer, SignatureVerdict> verdicts = new HashMap<>();
    for (Submission submission : command.getSubmissions()) {
      CoveredChange change = covered.get(submission.getId());
      if (change != null) {
        change.take(wrong(past, submission, change, verdicts));
      }
    }
    if (!isSigned(command, verdicts)) {
      unsigned++;
    }
  }

  private String wrong(
      PastCommand past,
      Submission submission,
      CoveredChange change,
      Map<ByteBuffer, SignatureVerdict> verdicts) {
    Command command = past.command();
    String what = "the command of revision " + change.revision() + " at offset " + past.offset();
    if (!command.getOrigin().equals(change.origin())) {
      return "%s came through node %s, the journal names %s"
          .formatted(what, command.getOrigin(), change.origin());
    }
    if (!submission.getActor().equals(change.actor())) {
      return "%s was asked for by %s, the journal names %s"
          .formatted(what, submission.getActor(), change.actor());
    }
    if (change.key().isEmpty()) {
      return "%s cannot be verified: the journal gave node %s no public key"
          .formatted(what, change.origin());
    }
    return switch (verdict(command, change.key().get(), verdicts)) {
      case VALID -> null;
      case ABSENT -> what + " has no signature";
      case WRONG -> what + " has a signature that is not that of node " + change.origin();
      case BAD_KEY ->
          what + " cannot be verified: the public key of node " + change.origin() + " is none";
    };
  }

  private SignatureVerdict verdict(
      Command command, ByteBuffer key, Map<ByteBuffer, SignatureVerdict> verdicts) {
    return verdicts.computeIfAbsent(key, each -> verifier.verify(command, each));
  }

  /** By any key that the node ever had, or would have joined with. */
  private boolean isSigned(Command command, Map<ByteBuffer, SignatureVerdict> verdicts) {
    if (verdicts.containsValue(SignatureVerdict.VALID)) {
      return true;
    }
    Set<ByteBuffer> candidates = new HashSet<>(keys.ever(command.getOrigin()));
    for (Submission submission : command.getSubmissions()) {
      submission.getOperations().stream()
          .map(operation -> operation.getAction())
          .filter(JoinNode.class::isInstance)
          .map(action -> ((JoinNode) action).getMember())
          .filter(member -> member.getId().equals(command.getOrigin()))
          .filter(member -> member.getPublicKey() != null)
          .forEach(member -> candidates.add(member.getPublicKey()));
    }
    return candidates.stream()
        .anyMatch(key -> verdict(command, key, verdicts) == SignatureVerdict.VALID);
  }

  /** What was found; when all was taken. */
  public CommandFinding finding() {
    long proven = 0;
    long dropped = 0;
    for (CoveredChange change : covered.values()) {
      if (change.isDropped()) {
        dropped++;
      } else if (change.wrong() == null) {
        proven++;
      } else {
        bad.take(change.revision(), change.offset(), change.wrong());
      }
    }
    return new CommandFinding(
        commands,
        unsigned,
        proven,
        older + dropped,
        own,
        bad.count(),
        bad.revision(),
        bad.offset(),
        bad.reason());
  }
}
