package io.lockstep.cli.profile;

import io.lockstep.cli.change.PlanPrinter;
import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code profile use NAME...}. */
@Command(
    name = "use",
    description = {
      "Let nodes follow profiles from now on, these and no others, as one change: also the",
      "settings of the profiles that have no value yet, and --set. For administrators."
    },
    footer = {
      "%nExamples: lockstep profile use wso2-apim --set apim.hostname=api.example.com",
      "          lockstep profile use haproxy --scope node:lb1"
    })
final class ProfileUse implements Runnable {
  @Parameters(index = "0..*", arity = "1..*", paramLabel = "NAME", description = "The profiles.")
  private List<String> names;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      defaultValue = "shared",
      description = "For whom: shared, site:S or node:N. Default: ${DEFAULT-VALUE}.")
  private String scope;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "A parameter to set with them, in the same scope unless it is for all; may be repeated.",
        "Not for what is secret: that is refused, and `lockstep config set --secret` sets it.",
        "Default: none."
      })
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(
      names = "--dry-run",
      description = "Change nothing; show what each node's files would become.")
  private boolean dryRun;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    NodeClient client = cluster.client();
    List<ProfileDefinition> profiles =
        names.stream().map(name -> ReadDefinitions.of(client, name)).toList();
    ChangeSet changes =
        new ChangeSet(
            Assignments.of(profiles, scope, values, client.configuration(null, null).items()));
    if (dryRun) {
      new PlanPrinter(output).print(client.plan(changes));
      return;
    }
    ChangeAnswer answer = client.apply(changes);
    List<String> lines = new ArrayList<>();
    lines.add(Sentences.at(String.join(",", names) + " used in " + scope, answer));
    lines.addAll(MissingHolders.of(profiles, scope, client.nodes().items()));
    output.output().print(String.join(System.lineSeparator(), lines), answer);
  }
}
