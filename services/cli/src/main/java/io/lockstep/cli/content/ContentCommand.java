package io.lockstep.cli.content;

import picocli.CommandLine.Command;

/** Folders that are the same on all nodes. */
@Command(
    name = "content",
    description = "See and change the folders that are the same on all nodes.",
    subcommands = {
      ContentList.class,
      ContentStatus.class,
      ContentPublish.class,
      ContentRemove.class,
      ContentHistory.class,
      ContentRestore.class
    })
public final class ContentCommand {}
