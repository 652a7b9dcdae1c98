package io.lockstep.cli.audit;

import io.lockstep.cli.output.StepLines;
import io.lockstep.cli.output.Table;
import io.lockstep.log.journal.JournalFinding;
import io.lockstep.state.replay.JournalVerdict.Broken;
import io.lockstep.state.replay.JournalVerdict.Intact;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What an audit found, for people and for programs. */
final class AuditSentence {
  private AuditSentence() {}

  static String of(String cluster, JournalFinding finding, Duration took) {
    String text =
        finding.verdict() instanceof Broken broken
            ? broken(cluster, finding, broken)
            : intact(cluster, (Intact) finding.verdict());
    long entries = finding.span().records();
    return text
        + "\n"
        + String.format(Locale.ROOT, "%,d", entries)
        + (entries == 1 ? " entry" : " entries")
        + " in "
        + StepLines.seconds(took);
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

  static Map<String, Object> fields(JournalFinding finding, Duration took) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("intact", finding.isIntact());
    fields.put("entries", finding.span().records());
    fields.put("unreadable", finding.unreadable());
    if (finding.verdict() instanceof Intact intact) {
      fields.put("revision", intact.revision());
      fields.put("hash", intact.hash());
    } else if (finding.verdict() instanceof Broken broken) {
      Map<String, Object> first = new LinkedHashMap<>();
      first.put("kind", broken.kind());
      first.put("revision", broken.revision());
      first.put("reason", broken.reason());
      first.put("offset", finding.offset());
      fields.put("finding", first);
    }
    fields.put("millis", took.toMillis());
    return fields;
  }
}
