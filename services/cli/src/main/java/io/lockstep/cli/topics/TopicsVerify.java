package io.lockstep.cli.topics;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.file.TemporaryFolder;
import io.lockstep.cli.log.LayoutOptions;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.AclProblem;
import io.lockstep.log.topic.AclProvisioner;
import io.lockstep.log.topic.TopicBegin;
import io.lockstep.log.topic.TopicProblem;
import io.lockstep.log.topic.TopicVerifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code topics verify}. */
@Command(
    name = "verify",
    description = {
      "Check that topics and transactions are as every node needs them; changes nothing.",
      "With --eligible it also names rights that principals lack, or have and do not need.",
      "Exit code 6 when something does not fit. That events lost its beginning, which compaction",
      "never takes, is a warning."
    },
    footer = {
      "%nFields with --output json: cluster, kafka, registry, and problems with topic, setting,",
      "actual, expected and source; warnings, each a text; with --eligible also rights with kind",
      "(MISSING, SURPLUS), principal, operation, resource, and correctable by `topics provision`."
    })
final class TopicsVerify implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private LayoutOptions layout;
  @Mixin private PrincipalOptions principals;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (TemporaryFolder schemas = new TemporaryFolder("schemas")) {
      LogConnection connection = log.connection(schemas.path());
      TopicVerifier verifier = new TopicVerifier(connection, layout.layout(log.isSandbox()));
      List<TopicProblem> problems = verifier.verify();
      List<String> warnings = verifier.warnings();
      Optional<List<AclProblem>> rights = principals.rights(connection).map(AclProvisioner::verify);
      Map<String, Object> found = new LinkedHashMap<>(Map.of("problems", problems));
      found.put("warnings", warnings);
      rights.ifPresent(list -> found.put("rights", list));
      Map<String, Object> json = LogDocument.of(connection, found);
      if (problems.isEmpty() && rights.orElse(List.of()).isEmpty()) {
        String fit = "the topics of cluster " + connection.cluster() + " are fit";
        output.output().print(String.join("\n", lines(fit, warnings)), json);
        return ExitCodes.DONE;
      }
      Table table = new Table("TOPIC", "SETTING", "IS", "WANTED", "FROM");
      problems.forEach(
          p -> table.row(p.topic(), p.setting(), p.actual(), p.expected(), p.source()));
      rights.orElse(List.of()).forEach(p -> table.row(row(p)));
      warnings.forEach(text -> table.note(warning(text)));
      output.output().print(table, json);
      return ExitCodes.REFUSED;
    }
  }

  private static List<String> lines(String fit, List<String> warnings) {
    return Stream.concat(Stream.of(fit), warnings.stream().map(TopicsVerify::warning)).toList();
  }

  private static String warning(String text) {
    return "warning: %s; %s; %s".formatted(text, TopicBegin.REPAIR, TopicBegin.REMEDY);
  }

  private static Object[] row(AclProblem problem) {
    boolean missing = problem.kind() == AclProblem.Kind.MISSING;
    return new Object[] {
      problem.resource(),
      problem.operation() + " of " + problem.principal(),
      missing ? "refused" : "allowed",
      missing ? "allowed" : "refused",
      problem.correctable() ? "rights" : "rights beyond this cluster; see kafka-acls"
    };
  }
}
