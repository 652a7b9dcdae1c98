package io.lockstep.state.decide;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comparing hosts and addresses by what they mean, not by how they are spelled. Never looks a name
 * up, and gives the same answer on every machine.
 */
public final class Hosts {
  private static final int MAX_PORT = 65_535;

  /** Names that URI does not take for a host, such as {@code node_1}. */
  private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

  private Hosts() {}

  /** A host in one spelling: lower case, no final dot, IPv6 in its full form without brackets. */
  public static String normal(String host) {
    String name = host.trim().toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    if (name.indexOf(':') >= 0) {
      return address6(name);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** A zone stays as it is: whether this machine has that interface must not matter. */
  private static String address6(String name) {
    int zone = name.indexOf('%');
    String literal = zone < 0 ? name : name.substring(0, zone);
    try {
      // In brackets it is a literal or nothing: no look-up.
      String full = InetAddress.getByName("[" + literal + "]").getHostAddress();
      return zone < 0 ? full : full + name.substring(zone);
    } catch (UnknownHostException e) {
      return name;
    }
  }

  /** Host and port of an absolute HTTP or HTTPS URL in one spelling; empty for any other text. */
  public static Optional<String> address(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        return Optional.empty();
      }
      int usual = scheme.equals("https") ? 443 : 80;
      if (uri.getHost() != null) {
        return address(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
      }
      String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
      Matcher parts = AUTHORITY.matcher(authority);
      return parts.matches()
          ? address(
              parts.group(1), parts.group(2) == null ? usual : Integer.parseInt(parts.group(2)))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The port of an absolute HTTP or HTTPS URL; 0 for any other text. */
  public static int port(String url) {
    return address(url)
        .map(address -> Integer.parseInt(address.substring(address.lastIndexOf('|') + 1)))
        .orElse(0);
  }

  /**
   * What a line of a servers file is for, in one spelling: its host and the port of its URL.
   * Several nodes of one host differ in that.
   */
  public static String place(String host, String url) {
    return normal(host) + "|" + port(url);
  }

  private static Optional<String> address(String host, int port) {
    return port > MAX_PORT ? Optional.empty() : Optional.of(normal(host) + "|" + port);
  }
}
