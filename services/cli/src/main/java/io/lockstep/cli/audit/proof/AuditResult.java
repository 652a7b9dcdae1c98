package io.lockstep.cli.audit.proof;

import io.lockstep.log.journal.JournalFinding;

/**
 * All that an audit found.
 *
 * @param journal the chain and, with a secret, the MACs
 * @param commands the signatures
 */
public record AuditResult(JournalFinding journal, CommandFinding commands) {
  /** Whether nothing is wrong. */
  public boolean isGood() {
    return journal.isIntact() && commands.bad() == 0;
  }
}
