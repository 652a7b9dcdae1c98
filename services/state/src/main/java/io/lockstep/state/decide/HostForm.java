package io.lockstep.state.decide;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Whether a text is a host: a name as RFC 1123 has it, a final dot or none, an IPv4 address, or an
 * IPv6 address in brackets or without, with a zone or without. Never looks a name up.
 */
final class HostForm {
  /** What is wanted, for messages. */
  static final String WANTED =
      "a host is a name of letters, digits and hyphens in labels of 1 to 63, separated by dots, such"
          + " as n1.example.com, or an IPv4 or IPv6 address";

  private static final int LONGEST = 253;

  /** A label neither begins nor ends with a hyphen; no character is looked at twice. */
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?");

  /** The last label of a name is no number, so that no name looks like a broken address. */
  private static final Pattern NUMBER_LAST = Pattern.compile("(?:.*\\.)?[0-9]+\\.?");

  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9._~-]{1,32})?");

  private HostForm() {}

  static boolean isHost(String host) {
    if (host.indexOf(':') >= 0) {
      boolean bracketed = host.startsWith("[") && host.endsWith("]");
      return isIpv6(bracketed ? host.substring(1, host.length() - 1) : host);
    }
    int length = host.endsWith(".") ? host.length() - 1 : host.length();
    if (length > LONGEST || !NAME.matcher(host).matches()) {
      return false;
    }
    return !NUMBER_LAST.matcher(host).matches() || IPV4.matcher(host).matches();
  }

  private static boolean isIpv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return false;
    }
    int zone = text.indexOf('%');
    try {
      // In brackets it is a literal or nothing: no look-up.
      InetAddress.getByName("[" + (zone < 0 ? text : text.substring(0, zone)) + "]");
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
