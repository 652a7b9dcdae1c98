package io.lockstep.sandbox;

import java.util.OptionalInt;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Looks whether a node is ready: over TLS by the certificates that the nodes have made, or in plain
 * HTTP, which a cluster may be set to. No session is shown.
 */
final class NodeProbe {
  private static final int OK = 200;

  private final String address;
  private final Supplier<String> authorities;
  private String trusted = "";
  private SSLSocketFactory tls;

  /**
   * A node of this machine.
   *
   * @param authorities PEM of the certificates to trust now; empty while there are none
   */
  NodeProbe(int port, Supplier<String> authorities) {
    this.address = "://127.0.0.1:" + port + "/health/readiness";
    this.authorities = authorities;
  }

  boolean isReady() {
    OptionalInt status = overTls();
    if (status.isEmpty()) {
      status = Sockets.status("http" + address, null);
    }
    return status.isPresent() && status.getAsInt() == OK;
  }

  private OptionalInt overTls() {
    String now = authorities.get();
    if (now.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!now.equals(trusted)) {
      tls = Sockets.trusting(now);
      trusted = now;
    }
    return Sockets.status("https" + address, tls);
  }
}
