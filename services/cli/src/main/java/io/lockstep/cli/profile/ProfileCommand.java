package io.lockstep.cli.profile;

import picocli.CommandLine.Command;

/** Profiles. */
@Command(
    name = "profile",
    description = "Say what managed products keep on disk.",
    subcommands = {
      ProfileList.class,
      ProfileShow.class,
      ProfileCheck.class,
      ProfileInstall.class,
      ProfileRemove.class,
      ProfileUse.class,
      ProfileImportCommand.class,
      ProfileSchemaCommand.class
    })
public final class ProfileCommand {}
