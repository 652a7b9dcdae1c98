package io.lockstep.node.primary;

import io.lockstep.log.command.CommandRecord;
import io.lockstep.node.observe.Warnings;
import io.lockstep.schema.Command;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.Codes;
import io.lockstep.state.decide.Term;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.signature.SignatureVerdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the commands that were read may be decided: those that their origin signed, not long
 * before they came. Used by the primary's thread.
 */
final class Intake {
  /** A request older than that is one that somebody wrote again; its outcome may be forgotten. */
  static final Duration FRESH = Duration.ofHours(2);

  /** The code of a request that is older. */
  static final String STALE = "stale-command";

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private record Good(long offset, Command command) {}

  private record Refused(long offset, Outcome outcome) {}

  private final Warnings warnings;
  private final JoinCheck joins;
  private final SignatureCheck signatures;

  Intake(Warnings warnings, JoinCheck joins, SignatureCheck signatures) {
    this.warnings = warnings;
    this.joins = joins;
    this.signatures = signatures;
  }

  /** What was read, in order. */
  final class Checked {
    private final List<Good> good = new ArrayList<>();
    private final Map<String, Refused> refused = new LinkedHashMap<>();
    private final Map<String, Long> offsetOf = new HashMap<>();
    private long end;

    /** What may be decided. */
    List<Command> commands() {
      return good.stream().map(Good::command).toList();
    }

    /** Offset of the first command that is not decided when so many of the good ones are. */
    long next(int consumed) {
      return consumed == good.size() ? end : good.get(consumed).offset();
    }

    /** The outcomes of what was refused before an offset, and of what was decided. */
    List<Outcome> outcomes(List<Outcome> decided, long next) {
      List<Outcome> all = new ArrayList<>();
      refused.values().stream()
          .filter(one -> one.offset() < next)
          .map(Refused::outcome)
          .forEach(all::add);
      for (Outcome outcome : decided) {
        outcome.setCommandOffset(offsetOf.get(outcome.getCommandId()));
        all.add(outcome);
      }
      return all;
    }
  }

  /**
   * Checks commands. A request that is refused leaves the others of its record to be decided; one
   * that comes again behind its refusal is passed over, so that it has one outcome.
   *
   * @param records at least one
   * @param known whether a submission has an outcome already
   */
  Checked check(
      List<CommandRecord> records, ClusterImage image, Term term, Predicate<String> known) {
    Checked checked = new Checked();
    joins.forget();
    for (CommandRecord record : records) {
      checked.end = record.offset() + 1;
      if (record.command() == null) {
        tell(record.offset(), "cannot be read: " + record.unreadable());
        continue;
      }
      Command command = record.command();
      Optional<Refusal> unsigned = unsigned(command, image);
      unsigned.ifPresent(refusal -> tell(record.offset(), refusal.getMessage()));
      List<Submission> fresh = new ArrayList<>(command.getSubmissions().size());
      for (Submission submission : command.getSubmissions()) {
        String id = submission.getId();
        Optional<Refusal> refusal = unsigned.or(() -> stale(record, submission));
        boolean first = checked.offsetOf.putIfAbsent(id, record.offset()) == null;
        if (refusal.isEmpty() && !checked.refused.containsKey(id)) {
          fresh.add(submission);
        } else if (refusal.isPresent() && first && !known.test(id)) {
          checked.refused.put(
              id, new Refused(record.offset(), outcome(record, id, refusal.get(), image, term)));
        }
      }
      if (unsigned.isEmpty()) {
        checked.good.add(new Good(record.offset(), only(fresh, command)));
        joins.look(record);
      }
    }
    return checked;
  }

  private static Command only(List<Submission> some, Command command) {
    return some.size() == command.getSubmissions().size()
        ? command
        : Command.newBuilder() // the signature was of the whole
            .setCluster(command.getCluster())
            .setOrigin(command.getOrigin())
            .setFormatLevel(command.getFormatLevel())
            .setSubmissions(some)
            .build();
  }

  private Optional<Refusal> unsigned(Command command, ClusterImage image) {
    Optional<ByteBuffer> key = key(command, image);
    if (key.isEmpty()) {
      return Optional.empty(); // of no member: the decider says so
    }
    SignatureVerdict verdict = signatures.verify(command, key.get());
    return verdict == SignatureVerdict.VALID
        ? Optional.empty()
        : Optional.of(
            refusal(
                Codes.BAD_SIGNATURE,
                command,
                "the command names node \"%s\" as its origin, which has not signed it (%s); look who"
                        .formatted(shortened(command.getOrigin()), verdict)
                    + " else can write to the topic"));
  }

  private Optional<Refusal> stale(CommandRecord record, Submission submission) {
    if (submission.getTime().toEpochMilli() >= record.time() - FRESH.toMillis()) {
      return Optional.empty();
    }
    Command command = record.command();
    Refusal refusal =
        refusal(
            STALE,
            command,
            "the request of node \"%s\" is of %s, and was written at %s; requests come within"
                    .formatted(
                        shortened(command.getOrigin()),
                        submission.getTime(),
                        Instant.ofEpochMilli(record.time()))
                + " %s: correct the node's clock, or look who writes old ones again"
                    .formatted(FRESH));
    tell(record.offset(), refusal.getMessage());
    return Optional.of(refusal);
  }

  /** The key that must have signed: of a joiner the one it brings, else that of the member. */
  private static Optional<ByteBuffer> key(Command command, ClusterImage image) {
    Optional<JoinNode> join = JoinCheck.join(command);
    Member member =
        join.map(JoinNode::getMember)
            .orElseGet(() -> image.members().get(command.getOrigin()).orElse(null));
    if (member == null) {
      return Optional.empty();
    }
    return Optional.of(
        member.getPublicKey() == null ? ByteBuffer.allocate(0) : member.getPublicKey());
  }

  private static Refusal refusal(String code, Command command, String message) {
    return Refusal.newBuilder()
        .setCode(code)
        .setMessage(message)
        .setEntity(EntityKeys.node(shortened(command.getOrigin())))
        .build();
  }

  private static Outcome outcome(
      CommandRecord record, String id, Refusal refusal, ClusterImage image, Term term) {
    return Outcome.newBuilder()
        .setCommandId(id)
        .setOrigin(record.command().getOrigin())
        .setResult(OutcomeResult.REFUSED)
        .setRevision(image.revision())
        .setEpoch(term.epoch())
        .setTime(Instant.ofEpochMilli(term.now()))
        .setCommandOffset(record.offset())
        .setRefusal(refusal)
        .build();
  }

  private void tell(long offset, String what) {
    LOG.warn("passed over a command offset={} reason={}", offset, what);
    warnings.happened(
        Warnings.TAMPERED, "the record at offset %d of commands: %s".formatted(offset, what), null);
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
