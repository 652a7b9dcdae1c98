package io.lockstep.materialize.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host, and perhaps a port on it: HOST, HOST:PORT, [IPv6] or [IPv6]:PORT.
 *
 * @param port 1 to 65535
 */
record Target(String host, OptionalInt port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)]|([^\\s:\\[\\]/]+))(?::([0-9]{1,5}))?");
  private static final String LOOPBACK = ".localhost";
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Target of(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (matcher.matches()) {
      String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      if (matcher.group(3) == null) {
        return new Target(host, OptionalInt.empty());
      }
      int port = Integer.parseInt(matcher.group(3));
      if (port >= 1 && port <= HIGHEST_PORT) {
        return new Target(host, OptionalInt.of(port));
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is no target: write HOST:PORT, or [IPv6]:PORT".formatted(text));
  }

  /**
   * Its addresses, as this machine resolves it. Names below {@code localhost} are this machine, as
   * RFC 6761 has it, also where the resolver does not know.
   */
  List<InetAddress> addresses() throws UnknownHostException {
    return host.toLowerCase(Locale.ROOT).endsWith(LOOPBACK)
        ? List.of(InetAddress.getLoopbackAddress())
        : List.of(InetAddress.getAllByName(host));
  }
}
