package io.lockstep.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Shortened;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code state at R}. */
@Command(
    name = "at",
    description = {
      "Show the whole state once a revision was applied, with all of the change that it belongs",
      "to. It is replayed from the journal, and its digest is compared.",
      "What is sealed is never shown; (secret) stands there."
    },
    footer = {
      "%nFields with --output json: revision, time, digest, and entities with family, name, scope,",
      "revision and fields."
    })
final class StateAt implements Runnable {
  @Parameters(index = "0", paramLabel = "R", description = "The revision; 0: before the first.")
  private long revision;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    RevisionParameter.require("R", revision, 0);
    JsonNode state = cluster.client().past().state(revision);
    output.output().print(table(state), state);
  }

  static Table table(JsonNode state) {
    Table table = new Table("FAMILY", "NAME", "SCOPE", "REVISION", "STATE");
    for (JsonNode entity : state.path("entities")) {
      table.row(
          entity.path("family").asText(),
          entity.path("name").asText(),
          Differences.text(entity.path("scope")),
          entity.path("revision").asLong(),
          Shortened.of(fields(entity)));
    }
    return table.note(
        "revision "
            + state.path("revision").asLong()
            + (state.path("time").isNull() ? "" : " of " + state.path("time").asText())
            + ", digest "
            + state.path("digest").asText());
  }

  private static String fields(JsonNode entity) {
    JsonNode fields = entity.path("fields");
    return entity.path("family").asText().equals("configuration")
        ? fields.path("value").asText()
        : fields.toString();
  }
}
