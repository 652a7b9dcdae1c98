package io.lockstep.cli.topics;

import io.lockstep.cli.log.LayoutOptions;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.log.SchemaFolder;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.TopicProvisioner;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code topics provision}. */
@Command(
    name = "provision",
    description = {
      "Create the topics that are missing, correct their settings, register the schemas.",
      "Doing it again changes nothing. Partitions and replication are never changed."
    },
    footer =
        "%nFields with --output json: cluster, kafka, registry, and done, a text for each thing.")
final class TopicsProvision implements Runnable {
  @Mixin private LogOptions log;
  @Mixin private LayoutOptions layout;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    try (SchemaFolder schemas = new SchemaFolder()) {
      LogConnection connection = log.connection(schemas.path());
      List<String> done =
          new TopicProvisioner(connection, layout.layout(log.isSandbox())).provision();
      output
          .output()
          .print(
              done.isEmpty()
                  ? "nothing to do: the topics of cluster " + connection.cluster() + " are fit"
                  : String.join("\n", done),
              LogDocument.of(connection, Map.of("done", done)));
    }
  }
}
