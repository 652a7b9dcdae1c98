package io.lockstep.cli.audit;

import io.lockstep.cli.audit.proof.Audit;
import io.lockstep.cli.audit.proof.AuditResult;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.file.TemporaryFolder;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code audit verify}. */
@Command(
    name = "verify",
    description = {
      "Prove from the topics alone that nothing in the journal was changed, dropped, doubled or",
      "moved; with the cluster secret, that only nodes of the cluster wrote it; by the commands of",
      "the last week, that who is named asked for it. Exit code 6 when something is wrong; the",
      "first such revision is named. What was not checked is said. A record that nobody can read",
      "breaks nothing where every revision stands beside it: it is counted as foreign.",
      "",
      "The hashes hold no secret: who can write to the topic can rewrite its end, and without the",
      "secret that is not seen. Even with it a cut-off end is not: keep the last revision and its",
      "hash elsewhere, and find them again later with `audit list --output json`."
    },
    footer = {
      "%nFields with --output json: cluster, kafka, registry, intact (all of the below), entries,",
      "unreadable (foreign records) and unreadableOffsets (of the first ten), revision and hash of the",
      "last entry where the chain is intact, finding with kind (changed, missing, doubled,",
      "out-of-order), revision, reason and offset where not;",
      "macs (null where not checked) with valid, bad, unchecked, uncheckedVersions and finding;",
      "commands with kept, unsigned, covered, older, own, bad and finding; and millis."
    })
final class AuditVerify implements Callable<Integer> {
  @Mixin private SecretOptions secret;
  @Mixin private LogOptions log;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (TemporaryFolder schemas = new TemporaryFolder("schemas")) {
      LogConnection connection = log.connection(schemas.path());
      long begin = System.nanoTime();
      AuditResult result;
      try (Codecs codecs = new Codecs(connection)) {
        result = new Audit(connection, codecs).run(secret.file(log.folder()));
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      output
          .output()
          .print(
              AuditSentence.of(connection.cluster(), result, took),
              LogDocument.of(connection, AuditFields.of(result, took)));
      return result.isGood() ? ExitCodes.DONE : ExitCodes.REFUSED;
    }
  }
}
