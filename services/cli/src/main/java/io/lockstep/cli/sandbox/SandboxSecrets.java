package io.lockstep.cli.sandbox;

import io.lockstep.cli.file.PrivateOutput;
import io.lockstep.cli.session.SessionIssuer;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.token.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The files of a sandbox with secrets in them, each with mode 0600: every node's copy of the
 * cluster secret, its join token, and the administrator's session token.
 */
final class SandboxSecrets {
  private static final String JOIN_TOKEN = "join.token";
  private static final String NODE_KEY = "node.key";

  private final SandboxOptions options;

  SandboxSecrets(SandboxOptions options) {
    this.options = options;
  }

  /** Gives each node a copy of the secret that has none; makes the secret where there is none. */
  void provide() {
    List<Path> copies = ids().stream().map(this::copyOf).toList();
    if (newest().isEmpty()) {
      try (ClusterSecret made = ClusterSecret.generate(1, new SecureRandom())) {
        new SecretFile(copies.get(0)).create(made);
      }
    }
    try (ClusterSecret secret = new SecretFile(newest().orElseThrow()).read(1)) {
      for (Path copy : copies) {
        SecretFile file = new SecretFile(copy);
        if (!file.exists()) {
          file.create(secret);
        }
      }
    }
  }

  /** The file that was written last: a rotation replaces each node's, where the node runs. */
  Optional<Path> newest() {
    return ids().stream()
        .map(this::copyOf)
        .filter(Files::exists)
        .max(Comparator.comparing(SandboxSecrets::written));
  }

  /** The ids of the nodes. */
  List<String> ids() {
    return IntStream.rangeClosed(1, options.nodes()).mapToObj(number -> "n" + number).toList();
  }

  /** The file of the token with which a node is to join. */
  Path joinToken(String node) {
    return data(node).resolve(JOIN_TOKEN);
  }

  /** Gives a node the token with which it is to join. */
  void writeJoinToken(String node, String value) {
    PrivateOutput.of(joinToken(node)).write(value + "\n");
  }

  /** Whether a node has a token to join with, or a key of its own, since it ran before. */
  boolean isInvited(String node) {
    return Files.exists(joinToken(node)) || Files.exists(data(node).resolve(NODE_KEY));
  }

  /**
   * Makes a session token of an administrator.
   *
   * @param version of the secret, which the file does not say
   */
  String adminToken(int version, String subject) {
    return SessionIssuer.issue(
            newest().orElseThrow(),
            version,
            options.cluster(),
            subject,
            Role.ADMIN,
            Algorithms.SESSION_LIFE)
        .value();
  }

  /** Whether the administrator has a session token, which may have ended. */
  boolean hasAdminToken() {
    return Files.exists(options.adminToken());
  }

  /** Replaces the administrator's session token. */
  void writeAdminToken(String value) {
    PrivateOutput.replace(options.adminToken(), value + "\n");
  }

  /** The version of the secret that was right the last time. */
  int version() {
    try {
      return Files.exists(versionFile())
          ? Integer.parseInt(Files.readString(versionFile()).strip())
          : 1;
    } catch (IOException | NumberFormatException e) {
      return 1; // what is wrong is found out, as after a rotation
    }
  }

  /** Notes the version of the secret. */
  void writeVersion(int version) {
    PrivateOutput.replace(versionFile(), version + "\n");
  }

  private Path versionFile() {
    return options.dir().resolve(".secret-version");
  }

  private Path copyOf(String node) {
    return data(node).resolve(SecretFile.NAME);
  }

  private Path data(String node) {
    try {
      return Files.createDirectories(options.nodeData(node));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
