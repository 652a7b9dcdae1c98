package io.lockstep.cli.file;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.trust.file.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A new file that only its owner may read. */
public final class PrivateOutput {
  private final PrivateFile file;

  private PrivateOutput(PrivateFile file) {
    this.file = file;
  }

  /** One that can be written, as far as can be told before what is to be written exists. */
  public static PrivateOutput of(Path path) {
    PrivateFile file = new PrivateFile(path, "file", "file");
    if (file.exists()) {
      throw unwritable(path, "exists already and is not overwritten; name another, or delete it");
    }
    if (!Files.isDirectory(file.path().getParent()) || !Files.isWritable(file.path().getParent())) {
      throw unwritable(path, "is in no folder that exists and can be written; name another");
    }
    return new PrivateOutput(file);
  }

  /** Writes it, whole or not at all. */
  public void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes it, whole or not at all. */
  public void write(byte[] bytes) {
    file.create(bytes);
  }

  /** Replaces a file that only its owner may read, whole or not at all. */
  public static void replace(Path path, String text) {
    Path temporary = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(temporary);
      new PrivateOutput(new PrivateFile(temporary, "file", "file")).write(text);
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritable(path, "cannot be written (" + e + "); name a folder that can");
    }
  }

  private static Failure unwritable(Path path, String what) {
    return new Failure(ExitCodes.FAILED, "unwritable-file", "file " + path + " " + what);
  }
}
