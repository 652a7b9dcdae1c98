package io.lockstep.node.certificate;

import io.lockstep.node.testing.WrittenLog;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Member;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What a node has of its cluster's trust, in a folder of its own. */
record TrustedNode(NodeTrust trust, OwnAuthority authority) {
  static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  static TrustedNode in(Path folder, String id, ClusterSecret secret) throws IOException {
    Path data = Files.createDirectories(folder.resolve(id));
    new SecretFile(data.resolve(SecretFile.NAME)).create(secret);
    return new TrustedNode(
        NodeTrust.open(TrustImages.CLUSTER, id, data.resolve(SecretFile.NAME), data),
        OwnAuthority.openOrCreate(data.resolve(OwnAuthority.FILE), TrustImages.CLUSTER, id, CLOCK));
  }

  static TrustedNode in(Path folder) throws IOException {
    return in(folder, "n1", secret());
  }

  static ClusterSecret secret() {
    return ClusterSecret.generate(1, new SecureRandom());
  }

  static Member member(String id) {
    return WrittenLog.member(id);
  }
}
