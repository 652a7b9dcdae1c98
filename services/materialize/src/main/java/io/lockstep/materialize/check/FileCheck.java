package io.lockstep.materialize.check;

import io.lockstep.materialize.file.Modes;
import io.lockstep.materialize.profile.spec.CheckSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** A file is there, with the mode and the size that are wanted. Its content is not read. */
final class FileCheck implements Check {
  private final CheckSpec.File spec;
  private final CheckedFiles files;

  FileCheck(CheckSpec.File spec, CheckedFiles files) {
    this.spec = spec;
    this.files = files;
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public String subject() {
    return spec.path();
  }

  @Override
  public void look(Findings findings) {
    PosixFileAttributes there;
    Path file;
    try {
      file = files.resolve(spec.path());
      there = Files.readAttributes(file, PosixFileAttributes.class);
    } catch (NoSuchFileException e) {
      findings.fail(spec.path(), "there is no such file", "put it there");
      return;
    } catch (IOException | RuntimeException e) {
      findings.fail(spec.path(), CheckedFiles.reason(e), "let the node's user see it");
      return;
    }
    int mode = Modes.mode(there.permissions());
    if (!there.isRegularFile()) {
      findings.fail(spec.path(), "it is no file", "put a file there");
    } else if (spec.size().isPresent() && there.size() != spec.size().getAsLong()) {
      findings.fail(
          spec.path(),
          "it has %d bytes, wanted are %d".formatted(there.size(), spec.size().getAsLong()),
          "copy it again, whole, from a machine where it is right");
    } else if (spec.mode() >= 0 && mode != spec.mode()) {
      findings.fail(
          spec.path(),
          "its mode is %04o, wanted is %04o".formatted(mode, spec.mode()),
          "chmod %04o %s".formatted(spec.mode(), file));
    } else {
      findings.pass(spec.path(), "%d bytes, mode %04o".formatted(there.size(), mode));
    }
  }
}
