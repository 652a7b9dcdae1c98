package io.lockstep.cli.output;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that says how results and failures are written. */
public final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "table|json",
      defaultValue = "table",
      description = {
        "How to write: table for people, json for programs; errors too.",
        "Default: ${DEFAULT-VALUE}."
      })
  private Format format;

  /** How results are written. */
  public Format format() {
    return format == null ? Format.TABLE : format;
  }

  /** Where results are written. */
  public Output output() {
    return new Output(command.commandLine().getOut(), format());
  }
}
