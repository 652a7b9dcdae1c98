package io.lockstep.cli.audit.proof;

import io.lockstep.schema.Barrier;
import io.lockstep.schema.Command;
import io.lockstep.schema.Member;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Submission;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.trust.signature.CommandSigner;
import io.lockstep.trust.signature.NodeKeys;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Nodes and their signed commands. */
public final class Signed {
  static {
    TrustedRecords.declare();
  }

  private Signed() {}

  /** A key of its own for each file. */
  public static NodeKeys keys(Path file) {
    return NodeKeys.loadOrCreate(file, new SecureRandom());
  }

  /** A member with this key; null for none. */
  public static Member member(String id, NodeKeys keys) {
    return Member.newBuilder()
        .setId(id)
        .setHost(id)
        .setUrl("https://" + id)
        .setAdminUrl("https://" + id + ":444")
        .setSoftwareVersion("1")
        .setFormatLevel(1)
        .setPublicKey(keys == null ? null : ByteBuffer.wrap(keys.publicKey()))
        .build();
  }

  /** An unsigned command with a request of each id. */
  public static Command command(String cluster, String origin, String actor, String... ids) {
    return command(cluster, origin, actor, new Barrier(""), ids);
  }

  static Command command(
      String cluster, String origin, String actor, Object action, String... ids) {
    List<Submission> submissions =
        Arrays.stream(ids)
            .map(
                id ->
                    Submission.newBuilder()
                        .setId(id)
                        .setActor(actor)
                        .setTime(Instant.EPOCH)
                        .setOperations(List.of(new Operation(null, action)))
                        .build())
            .toList();
    return Command.newBuilder()
        .setCluster(cluster)
        .setOrigin(origin)
        .setSubmissions(submissions)
        .build();
  }

  /** The command with a signature. */
  public static Command sign(Command command, NodeKeys keys) {
    return new CommandSigner(keys).sign(command);
  }
}
