package io.lockstep.cli.founding;

import picocli.CommandLine.Command;

/** The cluster itself. */
@Command(
    name = "cluster",
    description = "Found a cluster.",
    subcommands = {ClusterInit.class})
public final class ClusterCommand {}
