package io.lockstep.cli.log;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.log.topic.TopicLayout;
import picocli.CommandLine.Option;

/** Options that say how safely topics are kept. */
public final class LayoutOptions {
  @Option(
      names = "--replication",
      paramLabel = "N",
      description = {"Copies of each topic.", "Default: 3; in a sandbox 1."})
  private Short replication;

  @Option(
      names = "--min-insync",
      paramLabel = "N",
      description = {
        "Copies that must have a record before it counts as written.",
        "Default: 2; in a sandbox 1."
      })
  private Integer minInsync;

  /** The layout that the options say, or the usual one. */
  public TopicLayout layout(boolean sandbox) {
    TopicLayout usual = sandbox ? TopicLayout.SANDBOX : TopicLayout.PRODUCTION;
    try {
      return new TopicLayout(
          replication == null ? usual.replication() : replication,
          minInsync == null ? usual.minInsyncReplicas() : minInsync);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCodes.USAGE, "usage", e.getMessage(), e);
    }
  }
}
