package io.lockstep.cli;

import io.lockstep.cli.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One execution of the command line, and what it wrote. */
public record Run(int exitCode, String out, String err) {
  /** Executes in this process, as if its output went to a file. */
  public static Run lockstep(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine(Terminal.PLAIN, arguments);
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
