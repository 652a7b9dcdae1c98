package io.lockstep.cli.audit;

import io.lockstep.cli.audit.proof.AuditResult;
import io.lockstep.cli.audit.proof.CommandFinding;
import io.lockstep.cli.output.StepLines;
import io.lockstep.cli.output.Table;
import io.lockstep.log.journal.JournalFinding;
import io.lockstep.log.journal.MacFinding;
import io.lockstep.state.replay.JournalVerdict.Broken;
import io.lockstep.state.replay.JournalVerdict.Intact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an audit found, for people: a line or two each of the chain, the MACs and the commands. */
final class AuditSentence {
  private AuditSentence() {}

  static String of(String cluster, AuditResult result, Duration took) {
    JournalFinding journal = result.journal();
    List<String> lines = new ArrayList<>();
    lines.add(
        journal.verdict() instanceof Broken broken
            ? broken(cluster, journal, broken)
            : intact(cluster, (Intact) journal.verdict()));
    if (journal.unreadable() > 0) {
      lines.add(foreign(journal));
    }
    if (journal.span().records() > 0) {
      macs(journal.macs(), lines);
      commands(result.commands(), lines);
    }
    lines.add(
        counted(journal.span().records(), "entry", "entries") + " in " + StepLines.seconds(took));
    return String.join("\n", lines);
  }

  private static String intact(String cluster, Intact intact) {
    return intact.revision() == 0
        ? "the journal of cluster " + cluster + " has no entries"
        : "the journal of cluster "
            + cluster
            + " is intact: revisions 1 to "
            + intact.revision()
            + ", each once and in order\nhash of revision "
            + intact.revision()
            + ": "
            + intact.hash();
  }

  private static String broken(String cluster, JournalFinding finding, Broken broken) {
    return "the journal of cluster "
        + cluster
        + " is broken from revision "
        + broken.revision()
        + " on ("
        + broken.kind()
        + ")\n"
        + Table.escape(broken.reason())
        + "; seen at offset "
        + finding.offset();
  }

  private static String foreign(JournalFinding journal) {
    List<Long> at = journal.unreadableAt();
    String offsets = at.stream().map(Object::toString).collect(Collectors.joining(", "));
    return "%s that nobody can read, at %s %s%s: no primary wrote %s; look who else can write to the topic"
        .formatted(
            counted(journal.unreadable(), "foreign record", "foreign records"),
            at.size() == 1 ? "offset" : "offsets",
            offsets,
            journal.unreadable() > at.size() ? " …" : "",
            journal.unreadable() == 1 ? "it" : "them");
  }

  private static void macs(Optional<MacFinding> found, List<String> lines) {
    if (found.isEmpty()) {
      lines.add(
          "MACs were not checked, there was no cluster secret: that only nodes of the cluster wrote"
              + " this is not proven; give the secret with --secret-file");
      return;
    }
    MacFinding macs = found.get();
    if (macs.bad() > 0) {
      lines.add(
          counted(macs.bad(), "event", "events")
              + " without a valid MAC, the first is revision "
              + macs.revision()
              + "\n"
              + Table.escape(macs.reason())
              + "; seen at offset "
              + macs.offset());
    } else {
      lines.add(
          "MACs: "
              + counted(macs.valid(), "event", "events")
              + " written by holders of the secret");
    }
    if (macs.unchecked() > 0) {
      lines.add(
          "the MACs of "
              + counted(macs.unchecked(), "event", "events")
              + " were not checked: they are of versions "
              + macs.uncheckedVersions()
              + " of the secret, which this one does not open; use the newest");
    }
  }

  private static void commands(CommandFinding commands, List<String> lines) {
    if (commands.bad() > 0) {
      lines.add(
          counted(commands.bad(), "change", "changes")
              + " not as commanded, the first begins with revision "
              + commands.revision()
              + "\n"
              + Table.escape(commands.reason())
              + "; seen at offset "
              + commands.offset());
    }
    lines.add(
        commands.commands() == 0
            ? "signatures were not checked: no command is kept any more"
            : "signatures: "
                + counted(commands.covered(), "change", "changes")
                + " asked for by signed commands, "
                + count(commands.own())
                + " by the cluster itself, "
                + count(commands.older())
                + " not checked, older than the commands that are kept");
    if (commands.unsigned() > 0) {
      lines.add(
          counted(commands.unsigned(), "command", "commands")
              + " of "
              + count(commands.commands())
              + " without a valid signature");
    }
  }

  private static String counted(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
