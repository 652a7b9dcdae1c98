package io.lockstep.cli.topics;

import io.lockstep.cli.file.TemporaryFolder;
import io.lockstep.cli.log.LayoutOptions;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.AclProvisioner;
import io.lockstep.log.topic.TopicProvisioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code topics provision}. */
@Command(
    name = "provision",
    description = {
      "Create the topics that are missing, correct their settings, register the schemas.",
      "Doing it again changes nothing. Partitions and replication are never changed.",
      "With --eligible it also gives each principal the rights of its role, and takes the rest."
    },
    footer =
        "%nFields with --output json: cluster, kafka, registry, and done, a text for each thing.")
final class TopicsProvision implements Runnable {
  @Mixin private LogOptions log;
  @Mixin private LayoutOptions layout;
  @Mixin private PrincipalOptions principals;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    try (TemporaryFolder schemas = new TemporaryFolder("schemas")) {
      LogConnection connection = log.connection(schemas.path());
      Optional<AclProvisioner> rights = principals.rights(connection);
      List<String> done =
          new ArrayList<>(
              new TopicProvisioner(connection, layout.layout(log.isSandbox())).provision());
      rights.ifPresent(acls -> done.addAll(acls.provision()));
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
