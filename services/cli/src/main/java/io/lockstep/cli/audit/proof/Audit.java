package io.lockstep.cli.audit.proof;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.journal.AuditedEntry;
import io.lockstep.log.journal.CommandHistory;
import io.lockstep.log.journal.JournalAudit;
import io.lockstep.log.journal.JournalFinding;
import io.lockstep.log.journal.JournalReader;
import io.lockstep.log.journal.MacCheck;
import io.lockstep.schema.SecretChanged;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Proves what can be proven of a cluster's journal: its chain, its MACs, its commands. */
public final class Audit {
  private final LogConnection connection;
  private final Codecs codecs;

  /** Does not connect yet. */
  public Audit(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
  }

  /**
   * Reads the commands, the journal, and the commands again; with a secret that is not the first
   * version, the journal once more before.
   *
   * @param secretFile empty to leave MACs alone
   * @throws Failure if the file is not private, or its secret is not the cluster's
   */
  public AuditResult run(Optional<Path> secretFile) {
    Optional<SecretRing> ring = secretFile.map(this::ring);
    try {
      CommandHistory history = new CommandHistory(connection, codecs);
      CommandAudit commands = new CommandAudit(connection.cluster());
      history.read(commands::keep);
      Optional<Supplier<MacCheck>> macs =
          ring.map(versions -> () -> new SecretMacs(connection.cluster(), versions));
      JournalFinding journal = JournalAudit.run(connection, codecs, macs, commands::take);
      history.read(commands::verify);
      return new AuditResult(journal, commands.finding());
    } finally {
      ring.ifPresent(SecretRing::close);
    }
  }

  private SecretRing ring(Path path) {
    SecretFile file = new SecretFile(path);
    SecretVersions versions = new SecretVersions(connection.cluster());
    try (ClusterSecret secret = file.read(1)) {
      new JournalReader(connection, codecs)
          .first()
          .filter(record -> record.isReadable())
          .ifPresent(record -> versions.take(record.entry().getEvent().getPayload()));
      if (!versions.names(secret.fingerprint())) {
        JournalAudit.scan(connection, codecs, entry -> take(entry, versions));
      }
      return versions.open(file).orElseThrow(() -> mismatch(path, secret.fingerprint(), versions));
    } catch (TrustException e) {
      throw new Failure(ExitCodes.REFUSED, e.code(), e.getMessage(), e);
    }
  }

  private static void take(AuditedEntry entry, SecretVersions versions) {
    if (entry.isReadable() && entry.payloadType().equals(SecretChanged.class.getSimpleName())) {
      versions.take(entry.event().getPayload());
    }
  }

  private Failure mismatch(Path path, String fingerprint, SecretVersions versions) {
    return new Failure(
        ExitCodes.REFUSED,
        "secret-mismatch",
        "the secret in "
            + path
            + " has fingerprint "
            + fingerprint
            + ", the journal of cluster "
            + connection.cluster()
            + " names "
            + versions.fingerprints()
            + " by version; name the cluster's own with --secret-file, or leave MACs alone with"
            + " --without-secret");
  }
}
