package io.lockstep.benchmark.cluster;

import io.lockstep.node.settings.NodeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/**
 * What a node in this process needs to join: its folders, its token and its settings.
 *
 * @param folder below which it keeps all
 * @param settings with which it is started
 */
record MemberHome(Path folder, NodeSettings settings) {
  /**
   * Makes them.
   *
   * @param id one of the members that the cluster was started for
   */
  static MemberHome of(BenchCluster cluster, String id) {
    Path home = cluster.members().resolve(id);
    try {
      Files.createDirectories(home.resolve("data"));
      Path token = home.resolve("data/join.token");
      Files.createFile(
          token,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(token, cluster.token(id) + "\n", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("cluster.name", BenchCluster.NAME);
    settings.put("node.id", id);
    settings.put("node.host", id + ".localhost");
    settings.put("node.url", "https://" + id + ".localhost:8101"); // it has no API
    settings.put("data.dir", home.resolve("data").toString());
    settings.put("files.dir", home.resolve("files").toString());
    settings.put("secret.file", cluster.secretFile().toString());
    settings.put("kafka.bootstrap.servers", cluster.connection().bootstrapServers());
    settings.put("registry.url", cluster.connection().registry().toString());
    settings.put("topics.replication.factor", "1");
    settings.put("topics.min.insync.replicas", "1");
    cluster
        .connection()
        .clientProperties()
        .forEach((name, value) -> settings.put("kafka." + name, value));
    return new MemberHome(home, NodeSettings.of(settings));
  }

  /** Where its managed files are. */
  Path files() {
    return folder.resolve("files");
  }
}
