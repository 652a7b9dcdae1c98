package io.lockstep.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.client.PastClient;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.Format;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import io.lockstep.cli.output.Table;
import io.lockstep.cli.output.Terminal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code state revert R}, {@code state revert --change R}. */
@Command(
    name = "revert",
    description = {
      "Go back to the state at a revision, or undo one change, as one new change. What it would",
      "do is shown first, and asked about. Parameters, the promotion order, certificates,",
      "authorities and licences go back; what does not is named with its reason.",
      "If anything changed after it was shown, nothing is done: exit code 3."
    },
    footer = {
      "%nFields with --output json: with --dry-run head, changes (as `state diff`), notRevertible",
      "(family, name, scope, why) and overwritten (family, name, scope, revision, actor); else",
      "commandId, firstRevision, revision, changes and notRevertible."
    })
final class StateRevert implements Runnable {
  /** Something changed first. */
  private static final Set<String> CONFLICTS = Set.of("head-moved", "conflict");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "R",
      description = "Go back to the state at this revision.")
  private Long revision;

  @Option(
      names = "--change",
      paramLabel = "R",
      description = {
        "Instead: undo the change that this revision belongs to, and nothing else.",
        "Default: go back to the state at R."
      })
  private Long change;

  @Option(
      names = "--force",
      description = {
        "With --change: undo it also where later changes overwrote it.",
        "Default: refuse."
      })
  private boolean force;

  @Option(names = "--dry-run", description = "Show what it would do, and do nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PastClient.Wanted wanted = wanted();
    PastClient past = cluster.client().past();
    JsonNode plan = past.revertPlan(wanted);
    if (dryRun) {
      output.output().print(table(plan), plan);
      return;
    }
    boolean people = output.format() == Format.TABLE;
    if (people) {
      output.output().print(table(plan), plan);
    }
    requireNotOverwritten(plan.path("overwritten"));
    if (!yes && !plan.path("changes").isEmpty() && !confirmed()) {
      throw new Failure(
          ExitCodes.REFUSED, "not-confirmed", "nothing was done: it was not agreed to");
    }
    JsonNode done = revert(past, wanted, plan.path("head").asLong());
    output.output().print(sentence(done), done);
  }

  /** Here too, since the node names the field of its own request and not the option. */
  private void requireNotOverwritten(JsonNode overwritten) {
    if (!force && !overwritten.isEmpty()) {
      List<String> names = new ArrayList<>();
      overwritten.forEach(later -> names.add(later(later)));
      throw new Failure(
          ExitCodes.CONFLICT,
          "overwritten",
          "later changes overwrote what change %d did (%s), so nothing was done; --force takes them back too"
              .formatted(change, String.join(", ", names)));
    }
  }

  private PastClient.Wanted wanted() {
    if ((revision == null) == (change == null)) {
      throw usage("give a revision to go back to, or --change with one to undo, not both");
    }
    if (force && change == null) {
      throw usage("--force goes with --change: a state has nothing that could overwrite it");
    }
    if (!dryRun && !yes && !isAsking()) {
      throw usage("there is no terminal to ask on: look with --dry-run, then do it with --yes");
    }
    RevisionParameter.require(
        revision == null ? "--change" : "R", revision == null ? change : revision, 1);
    return new PastClient.Wanted(revision, change, force);
  }

  /** JSON is for programs, which cannot be asked. */
  private boolean isAsking() {
    return output.format() == Format.TABLE && Terminal.detect().interactive();
  }

  private static Failure usage(String message) {
    return new Failure(ExitCodes.USAGE, "usage", message);
  }

  private boolean confirmed() {
    PrintWriter err = spec.commandLine().getErr();
    err.print("Do it? [y/N] ");
    err.flush();
    String answer = System.console().readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private static JsonNode revert(PastClient past, PastClient.Wanted wanted, long head) {
    try {
      return past.revert(wanted, head);
    } catch (Failure e) {
      throw CONFLICTS.contains(e.code())
          ? new Failure(ExitCodes.CONFLICT, e.code(), e.getMessage(), e)
          : e;
    }
  }

  static Table table(JsonNode plan) {
    Table table = Differences.table(plan.path("changes"));
    if (plan.path("changes").isEmpty()) {
      table.note("there is nothing to take back");
    }
    for (JsonNode later : plan.path("overwritten")) {
      table.note("overwritten since: " + later(later));
    }
    for (JsonNode left : plan.path("notRevertible")) {
      table.note("stays: " + named(left) + ": " + left.path("why").asText());
    }
    return table;
  }

  private static String later(JsonNode overwritten) {
    long revision = overwritten.path("revision").asLong();
    return named(overwritten)
        + (revision == 0
            ? ", which is gone"
            : " at revision " + revision + " by " + overwritten.path("actor").asText());
  }

  private static String named(JsonNode entity) {
    String name = entity.path("name").asText();
    String scope = Differences.text(entity.path("scope"));
    return entity.path("family").asText()
        + (name.isEmpty() ? "" : " " + name)
        + (scope == null || scope.equals("shared") ? "" : " of " + scope);
  }

  private static String sentence(JsonNode done) {
    return done.path("commandId").isNull()
        ? "nothing differed at revision " + done.path("revision").asLong()
        : Sentences.count(done.path("changes").size(), "entity").replace("entitys", "entities")
            + " taken back at revision "
            + done.path("revision").asLong();
  }
}
