package io.lockstep.cli.audit;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.log.SchemaFolder;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.journal.JournalAudit;
import io.lockstep.log.journal.JournalFinding;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code audit verify}. */
@Command(
    name = "verify",
    description = {
      "Prove from the topic alone that nothing in the journal was changed, dropped, doubled or",
      "moved. Exit code 6 when something was; the first such revision is named.",
      "",
      "The hashes hold no secret: who can write to the topic can rewrite its end. Keep the last",
      "revision and its hash elsewhere, and find them again later with `audit list --output json`."
    },
    footer = {
      "%nFields with --output json: cluster, kafka, registry, intact, entries, unreadable,",
      "revision and hash of the last entry where it is intact, finding with kind (changed,",
      "missing, doubled, out-of-order), revision, reason and offset where not, and millis."
    })
final class AuditVerify implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (SchemaFolder schemas = new SchemaFolder()) {
      LogConnection connection = log.connection(schemas.path());
      long begin = System.nanoTime();
      JournalFinding finding;
      try (Codecs codecs = new Codecs(connection)) {
        finding = JournalAudit.run(connection, codecs);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      output
          .output()
          .print(
              AuditSentence.of(connection.cluster(), finding, took),
              LogDocument.of(connection, AuditSentence.fields(finding, took)));
      return finding.isIntact() ? ExitCodes.DONE : ExitCodes.REFUSED;
    }
  }
}
