package io.lockstep.cli.servers;

import picocli.CommandLine.Command;

/** The promotion order. */
@Command(
    name = "servers",
    description = "Read and write the promotion order as a servers file.",
    subcommands = {ServersImport.class, ServersExport.class})
public final class ServersCommand {}
