package io.lockstep.cli.sandbox;

import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.failure.Failure;
import java.net.URI;
import java.time.Duration;

/** How a node of a sandbox is asked. */
final class SandboxNode {
  private static final Duration STATE_TIMEOUT = Duration.ofSeconds(10);

  private SandboxNode() {}

  /**
   * A client of a node of this machine, which may be set to plain HTTP.
   *
   * @throws Failure when it does not answer within 10 s, or refuses whoever asks
   */
  static NodeClient client(URI url, NodeAccess access) {
    try {
      return answering(url, access);
    } catch (Failure e) {
      if (!e.code().equals("plain-http")) {
        throw e;
      }
      return answering(URI.create(url.toString().replaceFirst("^https", "http")), access);
    }
  }

  private static NodeClient answering(URI url, NodeAccess access) {
    NodeClient client = new NodeClient(url, access);
    client.state(STATE_TIMEOUT);
    return client;
  }
}
