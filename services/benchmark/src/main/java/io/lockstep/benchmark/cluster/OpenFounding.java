package io.lockstep.benchmark.cluster;

import io.lockstep.cli.sandbox.SandboxCluster;
import io.lockstep.log.LogConnection;
import io.lockstep.node.founding.Founding;
import io.lockstep.sandbox.ClusterSteps;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.schema.Token;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.token.JoinToken;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sandbox's own steps, but that the founding issues a join token for each further member. */
final class OpenFounding implements ClusterSteps {
  private static final String FIRST_NODE = "n1";

  private final SandboxOptions options;
  private final SandboxCluster sandbox;
  private final Map<String, JoinToken> tokens = new LinkedHashMap<>();

  OpenFounding(SandboxOptions options, List<String> members) {
    this.options = options;
    sandbox = new SandboxCluster(options, "bench");
    SecureRandom random = new SecureRandom();
    members.forEach(member -> tokens.put(member, JoinToken.generate(random)));
  }

  /** Member to the value of its token. */
  Map<String, String> tokens() {
    Map<String, String> values = new LinkedHashMap<>();
    tokens.forEach((member, token) -> values.put(member, token.value()));
    return values;
  }

  @Override
  public void provisionTopics() {
    sandbox.provisionTopics();
  }

  @Override
  public void found() {
    equip(List.of(FIRST_NODE)); // makes the secret
    LogConnection connection = SandboxCluster.connection(options);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    List<Token> issued =
        tokens.entrySet().stream()
            .map(each -> each.getValue().issue(now, Algorithms.JOIN_TOKEN_LIFE, each.getKey()))
            .toList();
    SecretFile file = new SecretFile(options.nodeData(FIRST_NODE).resolve(SecretFile.NAME));
    try (ClusterSecret secret = file.read(1)) {
      Founding.found(
          connection, connection.cluster(), Optional.of(FIRST_NODE), "bench", secret, issued);
    }
  }

  @Override
  public void equip(List<String> nodes) {
    sandbox.equip(nodes);
  }

  @Override
  public void settle(List<URI> nodes) {
    sandbox.settle(nodes);
  }
}
