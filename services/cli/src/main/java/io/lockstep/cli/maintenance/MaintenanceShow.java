package io.lockstep.cli.maintenance;

import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.client.ConfigurationPage;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code maintenance show}. */
@Command(
    name = "show",
    description = {
      "Say whether maintenance is on, on which members it is so already, and why not on others."
    },
    footer = {
      "%nFields with --output json: maintenance, revision (of the change; 0: it was never set) and",
      "nodes with id, state, acknowledged and why (it is not; null where it is)."
    })
final class MaintenanceShow implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  /** A member; why it has not acknowledged, null where it has. */
  record Shown(String id, String state, boolean acknowledged, String why) {}

  /** What is shown. */
  record Answer(String maintenance, long revision, List<Shown> nodes) {}

  @Override
  public void run() {
    NodeClient client = cluster.client();
    Optional<ConfigurationItem> item = item(client.configuration("shared", PREFIX));
    String value = item.map(ConfigurationItem::value).orElse("off");
    long revision = item.map(ConfigurationItem::revision).orElse(0L);
    Table table = new Table("NODE", "STATE", "ACKNOWLEDGED", "WHY");
    List<Shown> nodes = new ArrayList<>();
    for (NodeItem node : client.nodes().items()) {
      if (!node.state().equals("REMOVED")) {
        boolean done = Acknowledgement.of(node, revision);
        String why = done ? null : Acknowledgement.missing(node, revision);
        nodes.add(new Shown(node.id(), node.state(), done, why));
        table.row(node.id(), node.state(), done ? "yes" : "no", why);
      }
    }
    table.note(
        revision == 0
            ? "maintenance is off, and was never on"
            : "maintenance is %s since revision %d, by %s"
                .formatted(value, revision, item.get().actor()));
    output.output().print(table, new Answer(value, revision, nodes));
  }

  private static final String PREFIX = MaintenanceCommand.PARAMETER;

  private static Optional<ConfigurationItem> item(ConfigurationPage page) {
    return page.items().stream().filter(item -> item.key().equals(PREFIX)).findFirst();
  }
}
