package io.lockstep.cli.audit;

import io.lockstep.cli.client.Json;
import java.io.IOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front, since
 * actors, keys and values are what anybody typed.
 */
final class CsvTable implements EntryWriter {
  private static final String FORMULA = "=+-@\t\r";

  private final CSVPrinter csv;

  CsvTable(Appendable out) throws IOException {
    csv = new CSVPrinter(out, CSVFormat.RFC4180);
  }

  @Override
  public void begin() throws IOException {
    csv.printRecord(
        "revision",
        "time",
        "epoch",
        "change",
        "index",
        "size",
        "actor",
        "origin",
        "type",
        "entity",
        "value",
        "sealed",
        "state",
        "previousHash",
        "hash");
  }

  @Override
  public void write(AuditEntry entry) throws IOException {
    csv.printRecord(
        entry.revision(),
        entry.time(),
        entry.epoch(),
        guarded(entry.change()),
        entry.index(),
        entry.size(),
        guarded(entry.actor()),
        guarded(entry.origin()),
        guarded(entry.type()),
        guarded(entry.entity()),
        guarded(entry.value()),
        entry.sealed(),
        Json.MAPPER.writeValueAsString(entry.state()),
        entry.previousHash(),
        entry.hash());
  }

  private static String guarded(String text) {
    return text == null || text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0
        ? text
        : "'" + text;
  }
}
