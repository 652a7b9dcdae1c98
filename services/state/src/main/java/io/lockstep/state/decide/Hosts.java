package io.lockstep.state.decide;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Comparing hosts and addresses by what they mean, not by how they are spelled. */
public final class Hosts {
  private Hosts() {}

  /** A host in one spelling: lower case, no final dot, IPv6 in its full form without brackets. */
  public static String normal(String host) {
    String name = host.trim().toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    if (name.indexOf(':') >= 0) {
      try {
        return InetAddress.getByName("[" + name + "]").getHostAddress(); // a literal: no look-up
      } catch (UnknownHostException e) {
        return name;
      }
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** Host and port of an absolute HTTP or HTTPS URL in one spelling; empty for any other text. */
  public static Optional<String> address(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
        return Optional.empty();
      }
      int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
      return Optional.of(normal(uri.getHost()) + "|" + port);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
