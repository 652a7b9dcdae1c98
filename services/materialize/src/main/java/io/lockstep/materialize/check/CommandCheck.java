package io.lockstep.materialize.check;

import io.lockstep.materialize.profile.spec.CheckSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A command exits with 0. It runs in the folder of managed files, without a shell, without input
 * and without the variables of Lockstep's own. At most 4 KiB of what it prints are kept, the rest
 * is read and dropped, and at its time's end it is killed with all that it started.
 */
final class CommandCheck implements Check {
  private static final int KEPT_BYTES = 4096;
  private static final int SHOWN = 200;
  private static final String OWN_VARIABLES = "LOCKSTEP_";

  private final CheckSpec.Command spec;
  private final Path folder;

  CommandCheck(CheckSpec.Command spec, Path folder) {
    this.spec = spec;
    this.folder = folder;
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public String subject() {
    return spec.command().isEmpty() ? "(no command)" : spec.command().get(0);
  }

  @Override
  public void look(Findings findings) throws InterruptedException {
    Process process;
    try {
      process = start();
    } catch (IOException | RuntimeException e) {
      findings.fail(
          subject(),
          "it cannot be started: " + CheckedFiles.reason(e),
          "install it, or correct the command of the profile");
      return;
    }
    byte[] output = new byte[KEPT_BYTES];
    int[] kept = new int[1];
    Thread reader = new Thread(() -> read(process.getInputStream(), output, kept), "lockstep-out");
    reader.setDaemon(true);
    reader.start();
    try {
      if (!process.waitFor(spec.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        findings.fail(
            subject(),
            "it was not done within %d ms and was killed".formatted(spec.timeout().toMillis()),
            "look why it takes so long, or give it more time in the profile");
        return;
      }
      reader.join(TimeUnit.SECONDS.toMillis(1)); // a child of it may hold the pipe open for ever
      int exit = process.exitValue();
      String said;
      synchronized (kept) {
        said = shown(Arrays.copyOf(output, kept[0]));
      }
      if (exit == 0) {
        findings.pass(subject(), "exit code 0" + said);
      } else {
        findings.fail(subject(), "exit code " + exit + said, "do what it says");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      close(process.getInputStream());
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(spec.command())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    if (Files.isDirectory(folder)) {
      builder.directory(folder.toFile());
    }
    builder.environment().keySet().removeIf(variable -> variable.startsWith(OWN_VARIABLES));
    return builder.start();
  }

  private static void read(InputStream in, byte[] output, int[] kept) {
    byte[] chunk = new byte[1024];
    try {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        synchronized (kept) {
          int taken = Math.min(count, output.length - kept[0]);
          System.arraycopy(chunk, 0, output, kept[0], taken);
          kept[0] += taken;
        }
      }
    } catch (IOException e) {
      return; // it was killed
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      return; // there is nothing to be lost
    }
  }

  /** The first line of what it printed. */
  private static String shown(byte[] output) {
    String line =
        new String(output, StandardCharsets.UTF_8)
            .lines()
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("");
    StringBuilder text = new StringBuilder();
    line.codePoints()
        .limit(SHOWN)
        .map(point -> Character.isISOControl(point) ? '?' : point)
        .forEach(text::appendCodePoint);
    return text.length() == 0 ? "" : ": " + text;
  }
}
