package io.lockstep.cli.node;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.NodeDuties;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code node set ID}. */
@Command(
    name = "set",
    description = {
      "Change what a member is for, while it runs: its roles, its attributes, its site.",
      "It holds from then on, also after a restart: node.roles, node.attributes and node.site of",
      "the node's settings count when it joins, and no more."
    },
    footer = {"%nFields with --output json: commandId, firstRevision, revision."})
final class NodeSet implements Runnable {
  @Parameters(index = "0", paramLabel = "ID", description = "The member.")
  private String id;

  @Option(
      names = "--role",
      paramLabel = "R",
      description = {"A role that it gets; may be repeated.", "Default: none."})
  private List<String> roles;

  @Option(
      names = "--no-role",
      paramLabel = "R",
      description = {"A role that it loses; may be repeated.", "Default: none."})
  private List<String> lostRoles;

  @Option(
      names = "--attribute",
      paramLabel = "K=V",
      description = {"An attribute that it gets; may be repeated.", "Default: none."})
  private Map<String, String> attributes;

  @Option(
      names = "--no-attribute",
      paramLabel = "K",
      description = {"An attribute that it loses; may be repeated.", "Default: none."})
  private List<String> lostAttributes;

  @Option(
      names = "--site",
      paramLabel = "S",
      description = {"Its site; \"\" for none.", "Default: as it is."})
  private String site;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Map<String, String> set = attributes == null ? null : new LinkedHashMap<>(attributes);
    NodeDuties duties = new NodeDuties(site, roles, lostRoles, set, lostAttributes);
    if (duties.equals(new NodeDuties(null, null, null, null, null))) {
      throw new Failure(
          ExitCodes.USAGE,
          "usage",
          "nothing to change of node "
              + id
              + "; give --role, --no-role, --attribute, --no-attribute or --site");
    }
    ChangeAnswer answer = cluster.client().operations().change(id, duties);
    output.output().print(Sentences.at("node " + id + " changed", answer), answer);
  }
}
