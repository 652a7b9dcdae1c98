package io.lockstep.cli.change;

import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.file.ChangeFile;
import io.lockstep.cli.file.InputFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file that holds a set of changes. */
final class ChangeSetParameter {
  static final String FOOTER =
      """
      %nA set in JSON; scope is optional, expectedRevision too (0: has no value), and
      "secret": true keeps a value sealed; one operation for each key and scope:
        {"operations": [
          {"op": "set", "key": "Cluster.mode", "value": "active", "scope": "shared",
           "expectedRevision": 7},
          {"op": "unset", "key": "Cluster.failback"}]}\
      """;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = {
        "A .properties file, each entry of which is set, or a JSON file as below;",
        "- reads JSON from standard input."
      })
  private String file;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      defaultValue = "shared",
      description = {
        "Scope of operations that name none: shared, site:S or node:N.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String scope;

  ChangeSet read() {
    return ChangeFile.read(InputFile.read(file), scope);
  }
}
