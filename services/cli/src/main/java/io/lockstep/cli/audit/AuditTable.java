package io.lockstep.cli.audit;

import io.lockstep.cli.output.Shortened;
import io.lockstep.cli.output.Table;
import java.util.List;

/** Entries as a table. */
final class AuditTable {
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
                Shortened.of(item.summary())));
    return table;
  }
}
