package io.lockstep.cli.config;

import io.lockstep.cli.client.Precondition;
import picocli.CommandLine.Option;

/** The option that makes a change a compare-and-set. */
final class ExpectOption {
  @Option(
      names = "--expect-revision",
      paramLabel = "N",
      description = {
        "Only if the parameter is at revision N; 0: only if it has no value.",
        "Otherwise nothing changes: exit code 3. Default: whatever it is at."
      })
  private Long revision;

  Precondition precondition() {
    return new Precondition(revision);
  }
}
