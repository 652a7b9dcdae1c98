package io.lockstep.cli.profile;

import io.lockstep.cli.client.ProfileClient.Item;
import io.lockstep.cli.client.ProfileClient.ProfilePage;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code profile list}. */
@Command(
    name = "list",
    description = "List the profiles that there are, and where they are used.",
    footer = {
      "%nFields with --output json: revision, and profiles with name, text, source, problems,",
      "uses."
    })
final class ProfileList implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ProfilePage page = cluster.client().profiles().list();
    Table table = new Table("NAME", "SOURCE", "USED IN", "PROBLEMS", "TEXT");
    for (Item item : page.profiles()) {
      table.row(
          item.name(),
          item.source(),
          item.uses().isEmpty() ? null : String.join(" ", item.uses()),
          item.problems().size(),
          item.text());
      item.problems()
          .forEach(
              problem ->
                  table.note(
                      "%s:%d: %s; %s"
                          .formatted(
                              item.name(), problem.line(), problem.what(), problem.remedy())));
    }
    output.output().print(table, page);
  }
}
