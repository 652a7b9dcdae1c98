package io.lockstep.node;

import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.TokenChanged;
import io.lockstep.schema.TokenState;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.token.JoinRequest;
import io.lockstep.trust.token.JoinToken;
import io.lockstep.trust.token.TokenException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Makes the request to join: with the token that the node was given, and its proofs. */
final class JoinRequests {
  private static final int LONGEST_FILE = 1024;

  private final NodeTrust trust;
  private final Path path;
  private final PrivateFile file;

  JoinRequests(NodeTrust trust, Path tokenFile) {
    this.trust = trust;
    this.path = tokenFile;
    this.file = new PrivateFile(tokenFile, "join token", "token");
  }

  /**
   * The value of the token; empty if there is no file of one.
   *
   * @throws io.lockstep.trust.TrustException if the file is not private, or has no token in it;
   *     names the file
   */
  Optional<String> token() {
    if (!file.exists()) {
      return Optional.empty();
    }
    byte[] bytes = file.read(LONGEST_FILE);
    try {
      String token = new String(bytes, StandardCharsets.UTF_8).strip();
      JoinToken.parse(token);
      return Optional.of(token);
    } catch (TokenException e) {
      throw e.in(path);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Whether the cluster knows a token as used. */
  boolean isUsed(ClusterImage image, String token) {
    return image
        .entity(EntityKeys.token(JoinToken.parse(token).id()))
        .filter(
            entity -> entity.payload(TokenChanged.class).getToken().getState() == TokenState.USED)
        .isPresent();
  }

  /** The request, with new proofs. */
  JoinNode join(Member self, Optional<String> token) {
    Optional<JoinToken> parsed = token.map(JoinToken::parse);
    String id = parsed.map(JoinToken::id).orElse(null);
    Member member = Member.newBuilder(self).setSecretFingerprint(trust.fingerprint()).build();
    byte[] publicKey = new byte[member.getPublicKey().remaining()];
    member.getPublicKey().duplicate().get(publicKey);
    Envelope sealed =
        parsed
            .map(
                value ->
                    trust.seal(
                        value.value().getBytes(StandardCharsets.US_ASCII),
                        EntityKeys.node(self.getId())))
            .orElse(null);
    return new JoinNode(
        member,
        id,
        trust.proof(
            new JoinRequest(trust.cluster(), id == null ? "" : id, self.getId(), publicKey)),
        false,
        sealed);
  }
}
