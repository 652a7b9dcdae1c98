package io.lockstep.cli.audit;

import io.lockstep.cli.file.OutputFile;
import io.lockstep.cli.log.LogOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code audit export [FILE]}. */
@Command(
    name = "export",
    description = {
      "Write what happened, oldest first, as JSON lines or CSV in UTF-8, for other tools.",
      "What is sealed is never written; (secret) stands there. In CSV a text that a spreadsheet",
      "would take for a formula (= + - @) has an apostrophe in front."
    },
    footer = "%nFields of each line: those of the items of `audit list`.")
final class AuditExport implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = {"File to write, whole or not at all.", "Default, and -: standard output."})
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "jsonl|csv",
      defaultValue = "jsonl",
      description = {
        "jsonl: a JSON document a line; csv: a table with a heading. Default: ${DEFAULT-VALUE}."
      })
  private ExportFormat format;

  @Mixin private AuditFilter filter;
  @Mixin private LogOptions log;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (OutputFile.isStandardOutput(file)) {
      write(spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
    } else {
      OutputFile.write(file, this::write);
    }
  }

  private void write(Appendable out) {
    try {
      EntryWriter writer = format == ExportFormat.CSV ? new CsvTable(out) : new JsonLines(out);
      writer.begin();
      new AuditLog(filter, spec.commandLine().getErr())
          .read(log, entry -> write(writer, AuditEntry.of(entry)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(EntryWriter writer, AuditEntry entry) {
    try {
      writer.write(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
