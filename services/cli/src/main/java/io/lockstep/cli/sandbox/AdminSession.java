package io.lockstep.cli.sandbox;

import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.sandbox.SandboxOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The session with which the administrator of a sandbox asks. Its token is replaced by one that a
 * node has taken, and by no other.
 */
final class AdminSession {
  /** Rotations between two calls of {@code up} that are found out; each costs a refused request. */
  private static final int ROTATIONS = 4;

  private final SandboxOptions options;
  private final SandboxSecrets secrets;
  private final String actor;

  AdminSession(SandboxOptions options, SandboxSecrets secrets, String actor) {
    this.options = options;
    this.secrets = secrets;
    this.actor = actor;
  }

  /**
   * Writes a new token, and notes the version that the secret has: one more after each rotation.
   *
   * @param nodes of which one has to answer
   * @throws Failure when no node takes a token; the one that is there stays
   */
  void renew(List<URI> nodes) {
    List<URI> answering = new ArrayList<>(nodes);
    List<Failure> failures = new ArrayList<>();
    int first = secrets.version();
    for (int version = first; version < first + ROTATIONS; version++) {
      String token = secrets.adminToken(version, actor);
      if (isTaken(token, answering, failures)) {
        secrets.writeAdminToken(token);
        secrets.writeVersion(version);
        return;
      }
    }
    throw failures.stream().filter(AdminSession::isRefusal).findFirst().orElse(failures.get(0));
  }

  /** Asks one after the other, and those that do not answer no more. */
  private boolean isTaken(String token, List<URI> nodes, List<Failure> failures) {
    NodeAccess access =
        new NodeAccess(() -> Optional.of(options.authorities()), () -> Optional.of(token));
    for (URI node : List.copyOf(nodes)) {
      try {
        SandboxNode.client(node, access).nodes();
        return true;
      } catch (Failure e) {
        failures.add(e);
        if (!isRefusal(e)) {
          nodes.remove(node);
        }
      }
    }
    return false;
  }

  private static boolean isRefusal(Failure e) {
    return e.exitCode() == ExitCodes.NOT_ALLOWED;
  }
}
