package io.lockstep.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.cli.client.Json;
import io.lockstep.cli.client.WatchEvent;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.Format;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code watch}. */
@Command(
    name = "watch",
    description = {
      "Print each change as it comes, one a line, in order and once. Goes on where it was when",
      "the connection is lost, with another node if need be. Ends when it is interrupted, or with",
      "exit code 4 when the session ends."
    },
    footer = {
      "%nWith --output json a document a line: event (change, reset or state), id, and data: of a",
      "change the fields of an entry of the node's /api/v1/audit; of a reset code, reason and",
      "revision; of a state those of `state at`."
    })
public final class WatchCommand implements Runnable {
  @Option(
      names = "--from",
      paramLabel = "R",
      description = {
        "Begin with this revision. Where the journal does not reach back to it, the whole state",
        "comes instead. Default: the next change."
      })
  private Long from;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = {"End after so many changes.", "Default: never."})
  private long count = Long.MAX_VALUE;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (from != null) {
      RevisionParameter.require("--from", from, 0);
    }
    RevisionParameter.require("--count", count, 1);
    new Resumption(() -> cluster.client().past(), spec.commandLine().getErr())
        .run(from, this::show);
  }

  /** Returns whether more is wanted. */
  private boolean show(WatchEvent event) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(output.format() == Format.JSON ? json(event) : line(event));
    boolean read = !out.checkError(); // nobody reads any more what was piped into head
    count -= event.name().equals("change") ? 1 : 0;
    return read && count > 0;
  }

  private static String json(WatchEvent event) {
    ObjectNode whole = Json.MAPPER.createObjectNode();
    whole.put("event", event.name());
    whole.put("id", event.id());
    whole.set("data", event.data());
    return whole.toString();
  }

  static String line(WatchEvent event) {
    JsonNode data = event.data();
    return switch (event.name()) {
      case "change" ->
          Table.escape(
              String.join(
                  "  ",
                  event.id().toString(),
                  data.path("time").asText(),
                  data.path("actor").asText(),
                  data.path("origin").asText(),
                  data.path("sentence").asText()));
      case "state" ->
          event.id() + "  the whole state: " + data.path("entities").size() + " entities";
      default -> event.name() + ": " + Table.escape(data.path("reason").asText());
    };
  }
}
