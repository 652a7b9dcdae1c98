package io.lockstep.cli.audit;

import io.lockstep.cli.file.TemporaryFolder;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.output.Table;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.journal.JournalReader;
import io.lockstep.log.journal.JournalRecord;
import io.lockstep.schema.JournalEntry;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Reads the wanted entries of a journal, and says which records cannot be read. */
final class AuditLog {
  private final AuditFilter filter;
  private final PrintWriter err;
  private long unreadable;

  AuditLog(AuditFilter filter, PrintWriter err) {
    this.filter = filter.prepare();
    this.err = err;
  }

  /** Hands over the wanted entries in the order of the topic; returns where they stand. */
  LogConnection read(LogOptions log, Consumer<JournalEntry> wanted) {
    try (TemporaryFolder schemas = new TemporaryFolder("schemas")) {
      LogConnection connection = log.connection(schemas.path());
      try (Codecs codecs = new Codecs(connection)) {
        new JournalReader(connection, codecs).read(record -> take(record, wanted));
      }
      if (unreadable > 0) {
        err.println("lockstep: run 'lockstep audit verify' to see what else is wrong");
      }
      err.flush();
      return connection;
    }
  }

  /** Records that could not be read. */
  long unreadable() {
    return unreadable;
  }

  private void take(JournalRecord record, Consumer<JournalEntry> wanted) {
    if (!record.isReadable()) {
      unreadable++;
      err.println(
          "lockstep: the record at offset "
              + record.offset()
              + " of the journal is left out, it cannot be read: "
              + Table.escape(record.unreadable()));
    } else if (filter.test(record.entry())) {
      wanted.accept(record.entry());
    }
  }
}
