package io.lockstep.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The archive that the build made, unpacked, and programs run beside it. */
final class Installation {
  private static final String VERSION = System.getProperty("lockstep.version");

  private final Path home;

  private Installation(Path home) {
    this.home = home;
  }

  /** What a program wrote to standard output and to standard error, and its exit code. */
  record Result(int exitCode, String out, String err) {}

  static String version() {
    return VERSION;
  }

  static Path archive() {
    return Path.of(System.getProperty("lockstep.archive"));
  }

  /** Unpacks the archive into a folder. */
  static Installation in(Path folder) throws Exception {
    Files.createDirectories(folder);
    Result tar = run(folder, Map.of(), "tar", "-xzf", archive().toString());
    if (tar.exitCode() != 0) {
      throw new IOException("cannot unpack " + archive() + ": " + tar.err());
    }
    return new Installation(folder.resolve("lockstep-" + VERSION));
  }

  Path home() {
    return home;
  }

  Path launcher() {
    return home.resolve("bin/lockstep");
  }

  /** Runs the installed command in a folder, with the Java that runs this test. */
  Result lockstep(Path folder, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = launcher().toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return run(folder, java(), command);
  }

  /** The environment by which the launcher finds the Java that runs this test. */
  static Map<String, String> java() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"));
  }

  /** Runs a program to its end; of the environment it has the PATH and what is given. */
  static Result run(Path folder, Map<String, String> environment, String... command)
      throws Exception {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(folder.toFile());
      String path = System.getenv("PATH");
      builder.environment().clear();
      builder.environment().put("PATH", path);
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new IOException(String.join(" ", command) + " did not end: " + Files.readString(err));
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
