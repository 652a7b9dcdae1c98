package io.lockstep.cli.founding;

import io.lockstep.cli.log.LayoutOptions;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.log.SchemaFolder;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.TopicVerifier;
import io.lockstep.node.founding.Founding;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cluster init}. */
@Command(
    name = "init",
    description = {
      "Found a cluster: write its first event. `lockstep topics provision` comes before.",
      "A cluster that is founded already stays as it is, and that is no failure."
    },
    footer =
        "%nFields with --output json: cluster, kafka, registry, and founded, false if it was"
            + " before.")
final class ClusterInit implements Runnable {
  @Option(
      names = "--first-node",
      paramLabel = "ID",
      description = {"The only node that may become the first primary.", "Default: any."})
  private String firstNode;

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = {"Who founds, for the audit.", "Default: the user of this process."})
  private String actor;

  @Mixin private LogOptions log;
  @Mixin private LayoutOptions layout;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    try (SchemaFolder schemas = new SchemaFolder()) {
      LogConnection connection = log.connection(schemas.path());
      new TopicVerifier(connection, layout.layout(log.isSandbox())).require();
      boolean founded =
          Founding.found(connection, connection.cluster(), Optional.ofNullable(firstNode), actor);
      output
          .output()
          .print(
              "cluster "
                  + connection.cluster()
                  + (founded ? " founded" : " was founded before; nothing was changed"),
              LogDocument.of(connection, Map.of("founded", founded)));
    }
  }
}
