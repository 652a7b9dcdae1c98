package io.lockstep.cli.audit;

import java.io.IOException;

/** Writes entries one after the other. */
interface EntryWriter {
  /** Writes what stands before the first entry. */
  void begin() throws IOException;

  /** Writes an entry. */
  void write(AuditEntry entry) throws IOException;
}
