package io.lockstep.cli.status;

import io.lockstep.cli.client.StatusDocument;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.output.Format;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Terminal;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}. */
@Command(
    name = "status",
    description = {
      "Say whether the cluster has converged, how each node is and since when, and what alerts.",
      "LAG is what a node has not applied: events, and the age of the oldest of them.",
      "Says so first, and ends with 5, where the last status is stale: no broker answers."
    },
    footer = {
      "%nFields with --output json: as the status application's /api/v1/status has them: cluster,",
      "summary, converged, since, digest, revision, primary, epoch, counts, nodes (id, state,",
      "reason, since, revision, digest, lagEvents, lagMillis …), alerts (id, kind, cause, remedy",
      "…), asOf, stale, staleReason and more. With --watch one document a line."
    },
    subcommands = {StatusRun.class, StatusNotifyTest.class})
public final class StatusCommand implements Callable<Integer> {
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Mixin private StatusOptions status;

  @Option(
      names = "--watch",
      description = "Go on and show each change as it comes, until interrupted.")
  private boolean watch;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = {"With --watch: end after so many statuses.", "Default: never."})
  private long count = Long.MAX_VALUE;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  private int exitCode = ExitCodes.DONE;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (watch) {
      boolean redraw = Terminal.detect().interactive() && output.format() == Format.TABLE;
      new StatusWatch(status.client(), spec.commandLine().getErr())
          .run(count, document -> show(out, document, redraw));
      return exitCode;
    }
    StatusDocument document = status.client().status();
    if (output.format() == Format.JSON) {
      output.output().print("", document.json());
    } else {
      show(out, document, false);
    }
    return exitCode(document);
  }

  /** Returns whether somebody reads it. */
  private boolean show(PrintWriter out, StatusDocument document, boolean redraw) {
    if (output.format() == Format.JSON) {
      out.println(document.json());
    } else {
      out.print(redraw ? CLEAR : "");
      StatusView.lines(document).forEach(out::println);
      out.print(watch && !redraw ? System.lineSeparator() : "");
    }
    exitCode = exitCode(document);
    return !out.checkError(); // nobody reads any more what was piped into head
  }

  private static int exitCode(StatusDocument document) {
    return document.stale().isPresent() ? ExitCodes.NOT_AVAILABLE : ExitCodes.DONE;
  }
}
