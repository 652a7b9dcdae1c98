package io.lockstep.cli.licence;

import picocli.CommandLine.Command;

/** Licences of the nodes. */
@Command(
    name = "licence",
    description = "Install, list and remove the nodes' licences.",
    subcommands = {LicenceInstall.class, LicenceList.class, LicenceRemove.class})
public final class LicenceCommand {}
