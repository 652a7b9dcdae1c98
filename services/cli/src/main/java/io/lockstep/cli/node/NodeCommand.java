package io.lockstep.cli.node;

import picocli.CommandLine.Command;

/** Members of the cluster. */
@Command(
    name = "node",
    description = "Run a node, and manage the members of the cluster.",
    subcommands = {
      NodeInit.class,
      NodeRun.class,
      NodeList.class,
      NodeSet.class,
      NodeDrain.class,
      NodeResume.class,
      NodeResync.class,
      NodeRemove.class,
      NodeForget.class
    })
public final class NodeCommand {}
