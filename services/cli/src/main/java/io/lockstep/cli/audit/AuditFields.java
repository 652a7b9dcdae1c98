package io.lockstep.cli.audit;

import io.lockstep.cli.audit.proof.AuditResult;
import io.lockstep.cli.audit.proof.CommandFinding;
import io.lockstep.log.journal.JournalFinding;
import io.lockstep.log.journal.MacFinding;
import io.lockstep.state.replay.JournalVerdict.Broken;
import io.lockstep.state.replay.JournalVerdict.Intact;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an audit found, for programs. */
final class AuditFields {
  private AuditFields() {}

  static Map<String, Object> of(AuditResult result, Duration took) {
    JournalFinding journal = result.journal();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("intact", result.isGood());
    fields.put("entries", journal.span().records());
    fields.put("unreadable", journal.unreadable());
    fields.put("unreadableOffsets", journal.unreadableAt());
    if (journal.verdict() instanceof Intact intact) {
      fields.put("revision", intact.revision());
      fields.put("hash", intact.hash());
    } else if (journal.verdict() instanceof Broken broken) {
      Map<String, Object> first = new LinkedHashMap<>();
      first.put("kind", broken.kind());
      first.putAll(finding(broken.revision(), broken.reason(), journal.offset()));
      fields.put("finding", first);
    }
    fields.put("macs", journal.macs().map(AuditFields::macs).orElse(null));
    fields.put("commands", commands(result.commands()));
    fields.put("millis", took.toMillis());
    return fields;
  }

  private static Map<String, Object> macs(MacFinding macs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("valid", macs.valid());
    fields.put("bad", macs.bad());
    fields.put("unchecked", macs.unchecked());
    fields.put("uncheckedVersions", macs.uncheckedVersions());
    if (macs.bad() > 0) {
      fields.put("finding", finding(macs.revision(), macs.reason(), macs.offset()));
    }
    return fields;
  }

  private static Map<String, Object> commands(CommandFinding commands) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kept", commands.commands());
    fields.put("unsigned", commands.unsigned());
    fields.put("covered", commands.covered());
    fields.put("older", commands.older());
    fields.put("own", commands.own());
    fields.put("bad", commands.bad());
    if (commands.bad() > 0) {
      fields.put("finding", finding(commands.revision(), commands.reason(), commands.offset()));
    }
    return fields;
  }

  private static Map<String, Object> finding(long revision, String reason, long offset) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("revision", revision);
    fields.put("reason", reason);
    fields.put("offset", offset);
    return fields;
  }
}
