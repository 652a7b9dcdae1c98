package io.lockstep.node.preflight;

import io.lockstep.materialize.check.Check;
import io.lockstep.materialize.check.Findings;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.secret.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Looks at the disks, the secret file and the names of files. */
final class MachineChecks {
  private static final long GIB = 1L << 30;

  /** A snapshot and its successor, the files and theirs: a full disk stops a node. */
  private static final long LEAST_FREE_BYTES = GIB;

  private MachineChecks() {}

  static List<Check> of(Place place) {
    Path data = place.settings().dataDir();
    Path files = place.settings().filesDir();
    Path secret = place.settings().secretFile();
    return List.of(
        new OwnCheck("disk", "data.dir", findings -> disk("data.dir", data, findings)),
        new OwnCheck("disk", "files.dir", findings -> disk("files.dir", files, findings)),
        new OwnCheck("secret", secret.toString(), findings -> secret(secret, findings)),
        new OwnCheck("file-names", "this process", MachineChecks::fileNames));
  }

  private static void disk(String setting, Path dir, Findings findings) {
    String subject = setting + " " + dir;
    Path there = dir;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      String what = "%.1f GiB are left".formatted((double) free / GIB);
      if (!Files.isDirectory(there) || !Files.isWritable(there)) {
        findings.fail(
            subject, there + " cannot be written to", "make it a folder of the node's user");
      } else if (free < LEAST_FREE_BYTES) {
        findings.fail(subject, what, "free some space: at least 1 GiB");
      } else {
        findings.pass(subject, what);
      }
    } catch (IOException e) {
      findings.fail(subject, "cannot be looked at: " + e.getMessage(), "look at the disk");
    }
  }

  private static void secret(Path file, Findings findings) {
    try {
      new SecretFile(file).read(1).close();
      findings.pass(file.toString(), "whole, and for its owner alone");
    } catch (TrustException e) {
      findings.fail(file.toString(), e.getMessage(), "copy it whole from a member, with mode 0600");
    }
  }

  /** A JVM with another encoding cannot spell the names that content may have. */
  private static void fileNames(Findings findings) {
    String encoding = System.getProperty("sun.jnu.encoding", "unknown");
    if (canSpell("\u00e9\u4e2d\u0416")) {
      findings.pass("this process", "names of files in every script (" + encoding + ")");
    } else {
      findings.fail(
          "this process",
          "it spells names of files in %s alone".formatted(encoding),
          "start it with LC_ALL=C.UTF-8");
    }
  }

  private static boolean canSpell(String name) {
    try {
      return Path.of(name).toString().equals(name);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
