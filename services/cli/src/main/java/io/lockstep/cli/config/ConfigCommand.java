package io.lockstep.cli.config;

import picocli.CommandLine.Command;

/** Parameters of the cluster. */
@Command(
    name = "config",
    description = "Read and change parameters.",
    subcommands = {
      ConfigSet.class,
      ConfigGet.class,
      ConfigList.class,
      ConfigUnset.class,
      ConfigImport.class,
      ConfigExport.class,
      ConfigHistory.class
    })
public final class ConfigCommand {}
