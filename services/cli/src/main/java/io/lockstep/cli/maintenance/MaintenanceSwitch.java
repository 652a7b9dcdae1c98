package io.lockstep.cli.maintenance;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.client.Precondition;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.Output;
import io.lockstep.cli.output.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Sets the parameter, and waits until every active member says that it holds there. */
final class MaintenanceSwitch {
  static final String FOOTER =
      "%nFields with --output json: maintenance, revision, and nodes with id and millis (from the"
          + "%nchange until its report said that it is active there).";

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)?");

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = {
        "How long to wait for the members, such as 500ms, 60s or 5m; 0 does not wait.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String wait;

  /** What a node took. */
  record Acknowledged(String id, long millis) {}

  /** What was done. */
  record Done(String maintenance, long revision, List<Acknowledged> nodes) {}

  void set(String value, NodeClient client, Output output) {
    Duration most = time(wait);
    long start = System.nanoTime();
    ChangeAnswer answer =
        client.set(MaintenanceCommand.PARAMETER, "shared", value, Precondition.NONE);
    Map<String, Long> done = new TreeMap<>();
    Map<String, String> missing =
        most.isZero() ? Map.of() : await(client, answer, start, most, done);
    Table table = new Table("NODE", "AFTER");
    List<Acknowledged> nodes = new ArrayList<>();
    done.forEach(
        (id, millis) -> {
          table.row(id, millis + " ms");
          nodes.add(new Acknowledged(id, millis));
        });
    table.note("maintenance is %s since revision %d".formatted(value, answer.revision()));
    output.print(table, new Done(value, answer.revision(), nodes));
    if (!missing.isEmpty()) {
      throw new Failure(
              ExitCodes.NOT_AVAILABLE,
              "not-acknowledged",
              "%s did not say within %s that maintenance is %s there; the change holds, and they"
                      .formatted(String.join(", ", missing.keySet()), wait, value)
                  + " follow: `lockstep maintenance show` says when, or why not")
          .with("nodes", List.copyOf(missing.keySet()))
          .with("why", missing);
    }
  }

  /**
   * Returns who has not, and why. A member that is drained or removed meanwhile is not waited for.
   */
  private static Map<String, String> await(
      NodeClient client, ChangeAnswer answer, long start, Duration most, Map<String, Long> done) {
    while (true) {
      Map<String, String> missing = new TreeMap<>();
      for (NodeItem node : client.nodes().items()) {
        if (Acknowledgement.of(node, answer.revision()) && !done.containsKey(node.id())) {
          done.put(node.id(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } else if (node.state().equals("ACTIVE") && !done.containsKey(node.id())) {
          missing.put(node.id(), Acknowledgement.missing(node, answer.revision()));
        }
      }
      if (missing.isEmpty() || System.nanoTime() - start > most.toNanos()) {
        return missing;
      }
      try {
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return missing;
      }
    }
  }

  /** Reads a time with its unit; seconds without one. */
  static Duration time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new Failure(
          ExitCodes.USAGE, "usage", "--wait is \"" + text + "\"; give a time such as 60s or 5m");
    }
    long number = Long.parseLong(matcher.group(1));
    return "ms".equals(matcher.group(2))
        ? Duration.ofMillis(number)
        : "m".equals(matcher.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
  }
}
