package io.lockstep.cli.profile;

import io.lockstep.materialize.profile.ProfileSchema;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code profile schema}. */
@Command(
    name = "schema",
    description = "Write the JSON Schema of profiles, which editors understand. Asks no cluster.")
final class ProfileSchemaCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(new String(ProfileSchema.bytes(), StandardCharsets.UTF_8).stripTrailing());
    out.flush();
  }
}
