package io.lockstep.simulation.node;

import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Command;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.signature.SignatureVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secret of every simulated cluster: MACs are real. Signatures of commands are a name instead,
 * since Ed25519 would take most of the time.
 */
public final class Trust {
  /** The name of every simulated cluster. */
  public static final String CLUSTER = "sim";

  private static final Map<String, NodeTrust> BY_NODE = new ConcurrentHashMap<>();
  private static final ClusterSecret SECRET = ClusterSecret.generate(1, new SecureRandom());

  private Trust() {}

  /** What a node holds. */
  public static NodeTrust of(String node) {
    return BY_NODE.computeIfAbsent(node, Trust::make);
  }

  private static NodeTrust make(String node) {
    try {
      Path folder = Files.createTempDirectory("lockstep-simulation");
      folder.toFile().deleteOnExit();
      SecretFile file = new SecretFile(folder.resolve(SecretFile.NAME));
      file.create(SECRET);
      NodeTrust trust = NodeTrust.open(CLUSTER, node, folder.resolve(SecretFile.NAME), folder);
      try (var files = Files.list(folder)) {
        for (Path made : files.toList()) {
          Files.delete(made);
        }
      }
      Files.delete(folder);
      return trust;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Command sign(Command command) {
    return Command.newBuilder(command)
        .setSignature(ByteBuffer.wrap(command.getOrigin().getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  static SignatureVerdict verify(Command command, ByteBuffer publicKey) {
    ByteBuffer signature = command.getSignature();
    return signature != null
            && StandardCharsets.UTF_8
                .decode(signature.duplicate())
                .toString()
                .equals(command.getOrigin())
        ? SignatureVerdict.VALID
        : SignatureVerdict.WRONG;
  }
}
