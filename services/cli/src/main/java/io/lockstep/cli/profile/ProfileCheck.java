package io.lockstep.cli.profile;

import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code profile check FILE}. */
@Command(
    name = "check",
    description = {
      "Say all that is wrong in a profile: FILE:LINE: what; what to do. Asks no cluster.",
      "Exit code 6 if anything is."
    },
    footer = "%nFields with --output json: file, problems with line, what, remedy.")
final class ProfileCheck implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The profile, YAML in UTF-8; - reads standard input.")
  private String file;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ProfileFile profile = ProfileFile.of(file);
    String text =
        profile
            .read()
            .definition()
            .map(read -> "%s: profile %s has no problems".formatted(profile.name(), read.name()))
            .orElseGet(
                () ->
                    String.join(
                        System.lineSeparator(),
                        profile.lines().stream().map(Table::escape).toList()));
    output
        .output()
        .print(text, Map.of("file", profile.name(), "problems", profile.read().problems()));
    if (profile.read().definition().isEmpty()) {
      throw profile.failure();
    }
  }
}
