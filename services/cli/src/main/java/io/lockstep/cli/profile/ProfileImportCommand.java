package io.lockstep.cli.profile;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Operation;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import io.lockstep.cli.output.Shortened;
import io.lockstep.cli.output.Table;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.profile.adopt.FoundValue;
import io.lockstep.materialize.profile.adopt.FoundValues;
import io.lockstep.materialize.profile.adopt.ProfileImport;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.servers.ServersFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code profile import NAME --dir PATH}. */
@Command(
    name = "import",
    description = {
      "Read the files of an installed product the way a profile would write them, and make its",
      "values those of the cluster, as one change. The promotion order of a servers file follows",
      "as a second one. What is each node's own is taken with --scope node:ID alone."
    },
    footer = {
      "%nFields with --output json: values with parameter, file, address, secret, state;",
      "problems; revision once imported."
    })
final class ProfileImportCommand implements Runnable {
  private static final String NEW = "new";
  private static final String SAME = "same";
  private static final String DIFFERS = "differs";

  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the profile.")
  private String name;

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "PATH",
      description = "The folder that the product is installed in.")
  private Path folder;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      defaultValue = "shared",
      description = "For whom: shared, site:S or node:N. Default: ${DEFAULT-VALUE}.")
  private String scope;

  @Option(names = "--dry-run", description = "Change nothing; show what would be set.")
  private boolean dryRun;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  /** A value as it is shown; a secret is not. */
  private record Row(
      String parameter, String value, String file, String address, boolean secret, String state) {}

  private record Imported(List<Row> values, List<String> problems, Long revision) {}

  @Override
  public void run() {
    if (!Files.isDirectory(folder)) {
      throw new Failure(
          ExitCodes.FAILED,
          "unreadable-file",
          "folder %s does not exist; name the one that the product is installed in"
              .formatted(folder));
    }
    NodeClient client = cluster.client();
    ProfileDefinition profile = ReadDefinitions.of(client, name);
    FoundValues found = new ProfileImport(profile).folder(new ManagedFolder(folder));
    List<ConfigurationItem> present = client.configuration(null, null).items();
    List<Row> rows = new ArrayList<>();
    List<Operation> operations = new ArrayList<>();
    List<String> problems = new ArrayList<>(found.problems());
    for (FoundValue value : found.values()) {
      if (Assignments.isOfOneNode(profile, value.parameter()) && !scope.startsWith("node:")) {
        problems.add(
            "%s is each node's own and is left out; import it with --scope node:ID"
                .formatted(value.parameter()));
        continue;
      }
      Operation set = Assignments.set(List.of(profile), value.parameter(), scope, value.value());
      String state = state(present, set);
      rows.add(row(value, state));
      if (!state.equals(SAME)) {
        operations.add(set);
      }
    }
    boolean order = found.servers().isPresent() && !isCurrent(client, found.servers().get());
    if (dryRun && !operations.isEmpty()) {
      client.plan(new ChangeSet(operations)); // refused here as it would be
    }
    Long revision = dryRun ? null : apply(client, operations, found.servers().filter(s -> order));
    print(found, rows, problems, order, revision);
  }

  private static Row row(FoundValue found, String state) {
    return new Row(
        found.parameter(),
        found.secret() ? ConfigurationItem.SECRET : found.value(),
        found.file(),
        found.address(),
        found.secret(),
        state);
  }

  /** A secret differs always: nobody shows what the cluster has. */
  private static String state(List<ConfigurationItem> present, Operation set) {
    Optional<ConfigurationItem> there =
        present.stream()
            .filter(item -> item.key().equals(set.key()) && item.scope().equals(set.scope()))
            .findFirst();
    if (there.isEmpty()) {
      return NEW;
    }
    return !there.get().secret() && set.value().equals(there.get().value()) ? SAME : DIFFERS;
  }

  private static boolean isCurrent(NodeClient client, ServersFile file) {
    return Arrays.equals(client.servers(), file.format());
  }

  private static Long apply(
      NodeClient client, List<Operation> operations, Optional<ServersFile> order) {
    ChangeAnswer last = null;
    if (!operations.isEmpty()) {
      last = client.apply(new ChangeSet(operations));
    }
    if (order.isPresent()) {
      last = client.setServers(order.get().format());
    }
    return last == null ? null : last.revision();
  }

  private void print(
      FoundValues found, List<Row> rows, List<String> problems, boolean order, Long revision) {
    Table table = new Table("PARAMETER", "VALUE", "WHERE", "STATE");
    for (Row row : rows) {
      String where = row.address().isEmpty() ? row.file() : row.file() + ":" + row.address();
      table.row(row.parameter(), Shortened.of(row.value()), where, row.state());
    }
    if (found.servers().isPresent()) {
      table.row("(promotion order)", "servers file", "", order ? DIFFERS : SAME);
    }
    problems.forEach(table::note);
    long set = rows.stream().filter(row -> !row.state().equals(SAME)).count();
    table.note(
        revision == null
            ? Sentences.count(set, "parameter") + (dryRun ? " would be set" : " set")
            : "%s set, revision %d".formatted(Sentences.count(set, "parameter"), revision));
    output.output().print(table, new Imported(rows, problems, revision));
  }
}
