package io.lockstep.cli.primary;

import picocli.CommandLine.Command;

/** The primary. */
@Command(
    name = "primary",
    description = "Show the primary, or hand its role over.",
    subcommands = {
      PrimaryShow.class,
      PrimaryPromote.class,
      PrimaryFailback.class,
      PrimaryUnpin.class
    })
public final class PrimaryCommand {}
