package io.lockstep.cli.topics;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.log.LayoutOptions;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.log.SchemaFolder;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.TopicProblem;
import io.lockstep.log.topic.TopicVerifier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code topics verify}. */
@Command(
    name = "verify",
    description = {
      "Check that topics and transactions are as every node needs them; changes nothing.",
      "Exit code 6 when something does not fit."
    },
    footer = {
      "%nFields with --output json: cluster, kafka, registry, and problems with topic, setting,",
      "actual, expected and source."
    })
final class TopicsVerify implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private LayoutOptions layout;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (SchemaFolder schemas = new SchemaFolder()) {
      LogConnection connection = log.connection(schemas.path());
      List<TopicProblem> problems =
          new TopicVerifier(connection, layout.layout(log.isSandbox())).verify();
      Map<String, Object> json = LogDocument.of(connection, Map.of("problems", problems));
      if (problems.isEmpty()) {
        output.output().print("the topics of cluster " + connection.cluster() + " are fit", json);
        return ExitCodes.DONE;
      }
      Table table = new Table("TOPIC", "SETTING", "IS", "WANTED", "FROM");
      problems.forEach(
          p -> table.row(p.topic(), p.setting(), p.actual(), p.expected(), p.source()));
      output.output().print(table, json);
      return ExitCodes.REFUSED;
    }
  }
}
