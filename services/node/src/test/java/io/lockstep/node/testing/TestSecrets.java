package io.lockstep.node.testing;

import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Token;
import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.token.JoinToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The secrets of the clusters of this JVM's tests. */
public final class TestSecrets {
  private static final Map<String, JoinToken> TOKENS = new ConcurrentHashMap<>();
  private static final Map<String, ClusterSecret> SECRETS = new ConcurrentHashMap<>();

  private TestSecrets() {}

  /** The secret of a cluster, made at the first call. */
  public static ClusterSecret of(String cluster) {
    return SECRETS.computeIfAbsent(cluster, name -> ClusterSecret.generate(1, new SecureRandom()));
  }

  /** What a node of the cluster has, with keys of its own. */
  public static NodeTrust trust(String cluster, String node) {
    try {
      Path folder = Files.createTempDirectory("lockstep-trust");
      SecretFile file = new SecretFile(folder.resolve(SecretFile.NAME));
      file.create(of(cluster));
      return NodeTrust.open(cluster, node, folder.resolve(SecretFile.NAME), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs as a primary of the cluster does. */
  public static EventMac mac(String cluster) {
    return new EventMac(cluster, SecretRing.of(of(cluster)));
  }

  /** A token with which a node may join; the cluster knows it from its founding. */
  public static JoinToken token(String cluster, String node) {
    return TOKENS.computeIfAbsent(
        cluster + "/" + node, name -> JoinToken.generate(new SecureRandom()));
  }

  /** The tokens of nodes n1 to n5 and two spare ones, as a founding takes them. */
  public static List<Token> tokens(String cluster) {
    return Stream.of("n1", "n2", "n3", "n4", "n5", "spare1", "spare2")
        .map(
            name ->
                token(cluster, name)
                    .issue(Instant.now(), Duration.ofDays(1), name.startsWith("n") ? name : null))
        .toList();
  }

  /** Gives a node another token. */
  public static void give(Path data, JoinToken token) {
    PrivateFile file = new PrivateFile(data.resolve("join.token"), "join token", "token");
    byte[] bytes = token.value().getBytes(StandardCharsets.US_ASCII);
    if (file.exists()) {
      file.replace(bytes);
    } else {
      file.create(bytes);
    }
  }

  /**
   * Puts the cluster's secret, and the node's token, where a node with these settings looks for it,
   * if it can.
   */
  public static void install(Map<String, String> settings) {
    Path folder = Path.of(settings.get("data.dir"));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      return; // the node is to find out
    }
    SecretFile file = new SecretFile(folder.resolve(SecretFile.NAME));
    if (!file.exists()) {
      file.create(of(settings.get("cluster.name")));
      give(folder, token(settings.get("cluster.name"), settings.get("node.id")));
    }
  }
}
