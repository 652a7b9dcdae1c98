package io.lockstep.cli.config;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Precondition;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.SecretInput;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config set KEY VALUE}. */
@Command(
    name = "set",
    description = "Give a parameter a value, on every node that its scope covers.",
    footer = {
      "%nExamples: lockstep config set Cluster.mode active",
      "          lockstep config set mail.password --secret --value-file password.txt"
    })
final class ConfigSet implements Runnable {
  @Parameters(index = "0", paramLabel = "KEY", description = "Name of the parameter.")
  private String key;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALUE",
      description = {
        "Its new value; leave a secret's out, and it is asked for. A secret that is given here",
        "stands in the shell's history and the list of processes; the command warns of it."
      })
  private String value;

  @Option(
      names = "--secret",
      description = {
        "Keep the value sealed: no node shows it again. A parameter that has a secret value in",
        "any scope gets secret values only, with or without this."
      })
  private boolean secret;

  @Option(
      names = "--value-file",
      paramLabel = "FILE",
      description = {
        "File with the value, without one line end at its end; - reads standard input. So it",
        "stands in no shell's history and no list of processes. Default: none."
      })
  private String valueFile;

  @Mixin private ScopeOption scope;
  @Mixin private ExpectOption expect;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Precondition precondition = expect.precondition();
    String wanted = value();
    if (secret && value != null) {
      warn();
    }
    NodeClient client = cluster.client();
    ChangeAnswer answer =
        secret
            ? client.setSecret(key, scope.scope(), wanted, precondition)
            : client.set(key, scope.scope(), wanted, precondition);
    output.output().print(Sentences.at(key + " set in " + scope.scope(), answer), answer);
  }

  private void warn() {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "lockstep: %s, and %s is secret; leave VALUE out, or give --value-file FILE"
            .formatted(SecretInput.EXPOSED, key));
    err.flush();
  }

  private String value() {
    if (value != null && valueFile != null) {
      throw usage("the value is given twice; leave VALUE out, or --value-file");
    }
    if (valueFile != null) {
      return SecretInput.read(valueFile);
    }
    if (value == null && !secret) {
      throw usage("Missing required parameter: 'VALUE'; give it, or --value-file");
    }
    return value == null ? SecretInput.ask("Value of " + key) : value;
  }

  private static Failure usage(String message) {
    return new Failure(ExitCodes.USAGE, "usage", message);
  }
}
