package io.lockstep.cli.audit;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.log.LogConnection;
import io.lockstep.schema.JournalEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit list}. */
@Command(
    name = "list",
    description = {
      "List what happened, newest last: who changed what, when, and through which node.",
      "What is sealed is never shown; (secret) stands there."
    },
    footer = {
      "%nFields with --output json: cluster, kafka, registry, unreadable, and items with revision,",
      "time, epoch, change, index, size, actor, origin, type, entity, value, sealed, state,",
      "previousHash and hash."
    })
final class AuditList implements Runnable {
  @Mixin private AuditFilter filter;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = {"At most the newest N of them. Default: ${DEFAULT-VALUE}."})
  private int limit;

  @Mixin private LogOptions log;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (limit < 1) {
      throw new Failure(
          ExitCodes.USAGE, "usage", "--limit is " + limit + ", wanted a number from 1 on");
    }
    Deque<JournalEntry> newest = new ArrayDeque<>();
    AuditLog journal = new AuditLog(filter, spec.commandLine().getErr());
    LogConnection connection =
        journal.read(
            log,
            entry -> {
              if (newest.size() == limit) {
                newest.removeFirst();
              }
              newest.addLast(entry);
            });
    List<AuditEntry> items = newest.stream().map(AuditEntry::of).toList();
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("unreadable", journal.unreadable());
    more.put("items", items);
    output.output().print(AuditTable.of(items), LogDocument.of(connection, more));
  }
}
