package io.lockstep.benchmark.cluster;

import io.lockstep.log.codec.Codecs;
import io.lockstep.log.command.CommandSender;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Command;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.JoinRequest;
import io.lockstep.trust.token.JoinToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets members join as nodes do: each with keys, a token and a proof of its own, by a command that
 * it signs and the real primary decides.
 */
public final class Members implements AutoCloseable {
  private final BenchCluster cluster;
  private final String softwareVersion;
  private final CommandSender sender;

  /**
   * Members-to-be.
   *
   * @param softwareVersion of Lockstep, as the primary has it
   */
  public Members(BenchCluster cluster, Codecs codecs, String softwareVersion) {
    this.cluster = cluster;
    this.softwareVersion = softwareVersion;
    sender = new CommandSender(cluster.connection(), codecs);
  }

  /** Sends the commands and returns when they are in the log; they are decided after that. */
  public void join(List<String> members) {
    for (String member : members) {
      try (NodeTrust trust =
          NodeTrust.open(BenchCluster.NAME, member, cluster.secretFile(), folder(member))) {
        sender.send(trust.sign(command(member, trust))).join();
      }
    }
  }

  private Path folder(String member) {
    try {
      return Files.createDirectories(cluster.members().resolve(member));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Command command(String id, NodeTrust trust) {
    JoinToken token = JoinToken.parse(cluster.token(id));
    JoinNode join =
        new JoinNode(
            member(id, trust),
            token.id(),
            trust.proof(
                new JoinRequest(BenchCluster.NAME, token.id(), id, bytes(trust.publicKey()))),
            false,
            trust.seal(token.value().getBytes(StandardCharsets.US_ASCII), EntityKeys.node(id)));
    return Command.newBuilder()
        .setCluster(BenchCluster.NAME)
        .setOrigin(id)
        .setSubmissions(List.of(Submissions.own(id, join)))
        .build();
  }

  private Member member(String id, NodeTrust trust) {
    String host = id + ".bench.example";
    return Member.newBuilder()
        .setId(id)
        .setHost(host)
        .setUrl("https://" + host + ":8101")
        .setAdminUrl("https://" + host + ":444")
        .setRoles(List.of())
        .setSoftwareVersion(softwareVersion)
        .setFormatLevel(ClusterImage.SUPPORTED_FORMAT)
        .setState(MemberState.ACTIVE)
        .setPublicKey(trust.publicKey())
        .setSealingKey(trust.sealingKey())
        .setSecretFingerprint(trust.fingerprint())
        .build();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    sender.close();
  }
}
