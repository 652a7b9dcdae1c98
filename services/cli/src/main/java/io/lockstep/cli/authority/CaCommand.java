package io.lockstep.cli.authority;

import picocli.CommandLine.Command;

/** Authorities that all nodes trust. */
@Command(
    name = "ca",
    description = {
      "The authorities that all nodes trust. Each node has one of its own, which it makes when",
      "it starts first and publishes when it has joined."
    },
    subcommands = {CaInit.class, CaPublish.class, CaList.class, CaRemove.class})
public final class CaCommand {}
