package io.lockstep.cli.founding;

import io.lockstep.cli.file.PrivateOutput;
import io.lockstep.schema.Token;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.token.JoinToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The tokens with which nodes join a cluster from its beginning. */
public final class FoundingTokens {
  private static final int LIMIT = 200;

  private FoundingTokens() {}

  /**
   * As the founding issues them, good for as long as a join token can be.
   *
   * @param files node to the file with its token, which is made where there is none
   * @throws io.lockstep.trust.TrustException that says what is wrong with a file
   */
  public static List<Token> of(Map<String, Path> files) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return files.entrySet().stream()
        .map(
            entry -> token(entry.getValue()).issue(now, Algorithms.JOIN_TOKEN_LIFE, entry.getKey()))
        .toList();
  }

  private static JoinToken token(Path path) {
    PrivateFile file = new PrivateFile(path, "join token", "token");
    if (!file.exists()) {
      PrivateOutput.of(path).write(JoinToken.generate(new SecureRandom()).value() + "\n");
    }
    return JoinToken.parse(new String(file.read(LIMIT), StandardCharsets.US_ASCII).strip());
  }
}
