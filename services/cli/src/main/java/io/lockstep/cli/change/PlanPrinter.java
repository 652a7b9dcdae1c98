package io.lockstep.cli.change;

import io.lockstep.cli.client.PlanAnswer;
import io.lockstep.cli.client.PlanAnswer.PlannedEvent;
import io.lockstep.cli.client.PlanAnswer.PlannedFile;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import io.lockstep.cli.output.UnifiedDiff;
import java.util.ArrayList;
import java.util.List;

/** Shows what a set of changes would do to each node's files. */
public final class PlanPrinter {
  private final OutputOptions output;

  /** Prints as the options say. */
  public PlanPrinter(OutputOptions output) {
    this.output = output;
  }

  /** Prints a plan. */
  public void print(PlanAnswer plan) {
    print(plan, false);
  }

  /**
   * Prints a plan.
   *
   * @param explain whether it is said of each parameter where it holds, where not, and why
   */
  public void print(PlanAnswer plan, boolean explain) {
    output.output().print(String.join("\n", lines(plan, explain)), plan);
  }

  static List<String> lines(PlanAnswer plan, boolean explain) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Sentences.count(plan.events().size(), "event")
            + " would follow revision "
            + plan.revision()
            + ":");
    for (PlannedEvent event : plan.events()) {
      lines.add("  " + event.revision() + "  " + event.type() + "  " + event.entity());
      if (explain) {
        event.reach().forEach(text -> lines.add("      " + text));
      }
    }
    String node = "";
    for (PlannedFile file : plan.files()) {
      lines.add("");
      if (file.unseen() && !file.node().equals(node)) {
        lines.add(
            "node "
                + file.node()
                + " was not asked, so its disk was not seen: files of its product are shown with"
                + " the managed values alone, and no change by hand; ask it with --node "
                + file.node());
      }
      node = file.node();
      lines.add(
          "node "
              + file.node()
              + ": "
              + verb(file.change())
              + " "
              + file.path()
              + (file.problem() == null ? "" : ": " + file.problem()));
      if (!file.change().equals("keep")) {
        String name = file.node() + "/" + file.path();
        lines.addAll(UnifiedDiff.between(name, file.before(), file.after()));
      }
    }
    return lines;
  }

  private static String verb(String change) {
    return change.equals("keep") ? "would keep" : "would " + change;
  }
}
