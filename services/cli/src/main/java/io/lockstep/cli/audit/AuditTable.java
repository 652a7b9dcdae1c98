package io.lockstep.cli.audit;

import io.lockstep.cli.output.Table;
import java.util.List;

/** Entries as a table. */
final class AuditTable {
  private static final int LONGEST = 60;

  private AuditTable() {}

  static Table of(List<AuditEntry> items) {
    Table table = new Table("REVISION", "TIME", "ACTOR", "ORIGIN", "EVENT", "ENTITY", "VALUE");
    items.forEach(
        item ->
            table.row(
                item.revision(),
                item.time(),
                item.actor(),
                item.origin(),
                item.type(),
                item.entity(),
                value(item)));
    return table;
  }

  private static String value(AuditEntry item) {
    String value = item.summary();
    if (value == null || value.codePointCount(0, value.length()) <= LONGEST) {
      return value;
    }
    return value.substring(0, value.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
