package io.lockstep.cli.audit;

import picocli.CommandLine.Command;

/** What happened in a cluster. */
@Command(
    name = "audit",
    description = {
      "Show, prove and export what happened in a cluster, from its journal alone:",
      "no node is asked."
    },
    subcommands = {AuditList.class, AuditVerify.class, AuditExport.class})
public final class AuditCommand {}
