package io.lockstep.materialize.check;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * A host resolves, and each of its addresses is reached: one finding for each address. Without a
 * port the host has to resolve alone. Nothing is sent.
 */
public final class HostCheck implements Check {
  private final String name;
  private final String target;
  private final Duration timeout;

  /**
   * Looks at a host.
   *
   * @param target HOST, HOST:PORT or [IPv6]:PORT
   * @param timeout for each address
   */
  public HostCheck(String name, String target, Duration timeout) {
    this.name = name;
    this.target = target;
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String subject() {
    return target;
  }

  @Override
  public void look(Findings findings) {
    Target parsed;
    List<InetAddress> addresses;
    try {
      parsed = Target.of(target);
      addresses = parsed.addresses();
    } catch (IllegalArgumentException e) {
      findings.fail(target, e.getMessage(), "correct it in the profile or the settings");
      return;
    } catch (UnknownHostException e) {
      findings.fail(
          target,
          "the host does not resolve on this machine",
          "add it to the hosts file or to DNS, or correct its name");
      return;
    }
    for (InetAddress address : addresses) {
      String subject = target + " " + address.getHostAddress();
      if (parsed.port().isEmpty()) {
        findings.pass(subject, "the host resolves");
      } else {
        connect(address, parsed.port().getAsInt(), subject, findings);
      }
    }
  }

  private void connect(InetAddress address, int port, String subject, Findings findings) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      findings.pass(subject, "answers");
    } catch (SocketTimeoutException e) {
      findings.fail(
          subject,
          "no answer within %d ms".formatted(timeout.toMillis()),
          "look at firewalls between this machine and that one, and whether it runs");
    } catch (ConnectException e) {
      findings.fail(
          subject, "nothing listens there (%s)".formatted(reason(e)), "start the service there");
    } catch (NoRouteToHostException e) {
      findings.fail(subject, "there is no way to it", "look at routes and firewalls");
    } catch (IOException e) {
      findings.fail(subject, reason(e), "look at the network of this machine");
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
