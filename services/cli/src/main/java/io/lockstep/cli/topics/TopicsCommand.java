package io.lockstep.cli.topics;

import picocli.CommandLine.Command;

/** The topics of a cluster. */
@Command(
    name = "topics",
    description = "Create and check the topics of a cluster.",
    subcommands = {TopicsProvision.class, TopicsVerify.class})
public final class TopicsCommand {}
