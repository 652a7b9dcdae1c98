package io.lockstep.cli.secret;

import picocli.CommandLine.Command;

/** The cluster secret. */
@Command(
    name = "secret",
    description = "Look at the cluster secret's versions, and bring the next.",
    subcommands = {SecretShow.class, SecretRotate.class})
public final class SecretCommand {}
