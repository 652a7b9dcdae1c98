package io.lockstep.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the machine's real openssl and keytool. A missing one fails the test. */
public final class Tools {
  private final Path folder;

  public Tools(Path folder) {
    this.folder = folder;
  }

  /** What it printed, both streams. */
  public String openssl(String... arguments) {
    return run("openssl", arguments);
  }

  /** What it printed, both streams; the keytool of the JDK that runs the test. */
  public String keytool(String... arguments) {
    return run(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), arguments);
  }

  public Path path(String name) {
    return folder.resolve(name);
  }

  public byte[] bytes(String name) {
    try {
      return Files.readAllBytes(path(name));
    } catch (IOException e) {
      throw new AssertionError(name + " was not made", e);
    }
  }

  public void write(String name, byte[] bytes) {
    try {
      Files.write(path(name), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String run(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end");
      }
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new AssertionError(command + " ended with " + process.exitValue() + ": " + text);
      }
      return text;
    } catch (IOException e) {
      throw new AssertionError("these tests need " + program + " on the machine", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
