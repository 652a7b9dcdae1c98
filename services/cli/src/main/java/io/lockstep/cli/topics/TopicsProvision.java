package io.lockstep.cli.topics;

import io.lockstep.cli.file.TemporaryFolder;
import io.lockstep.cli.log.LayoutOptions;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.AclProvisioner;
import io.lockstep.log.topic.TopicProblem;
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
      "Doing it again changes nothing. Partitions and replication are never changed; it says where",
      "they do not fit.",
      "With --eligible it also gives each principal the rights of its role, and takes the rest."
    },
    footer =
        "%nFields with --output json: cluster, kafka, registry, and done and left, a text for each thing.")
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
      TopicProvisioner topics = new TopicProvisioner(connection, layout.layout(log.isSandbox()));
      List<String> done = new ArrayList<>(topics.provision());
      rights.ifPresent(acls -> done.addAll(acls.provision()));
      List<String> left = topics.left().stream().map(TopicsProvision::left).toList();
      List<String> lines = new ArrayList<>(done);
      lines.addAll(left);
      if (lines.isEmpty()) {
        lines.add("nothing to do: the topics of cluster " + connection.cluster() + " are fit");
      }
      output
          .output()
          .print(
              String.join("\n", lines),
              LogDocument.of(connection, Map.of("done", done, "left", left)));
    }
  }

  private static String left(TopicProblem problem) {
    return "left as it is: %s of topic %s is %s, wanted %s"
        .formatted(problem.setting(), problem.topic(), problem.actual(), problem.expected());
  }
}
