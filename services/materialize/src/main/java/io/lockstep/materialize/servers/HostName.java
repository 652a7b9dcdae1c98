package io.lockstep.materialize.servers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first column: a name, an IPv4 or an IPv6 literal, the last with brackets or without. */
final class HostName {
  private static final Pattern SCHEME = Pattern.compile("(?i)https?://");
  private static final Pattern AFTER_HOST = Pattern.compile("(:[0-9]+)?(/.*)?");

  private HostName() {}

  /** What is wrong with a host; empty if nothing is. */
  static Optional<String> problem(String host) {
    if (SCHEME.matcher(host).lookingAt()) {
      return Optional.of("the host before the URL is missing");
    }
    if (!isWritable(host) || host.indexOf('#') >= 0 || host.indexOf('/') >= 0) {
      return Optional.of("\"%s\" has a character that no host has".formatted(host));
    }
    String bare = bare(host);
    if (bare.indexOf(':') >= 0 ? !isIpv6(bare) : bare.length() != host.length()) {
      return Optional.of(
          "\"%s\" is neither a host name nor an IP address; the port is in the URL alone"
              .formatted(host));
    }
    return Optional.empty();
  }

  /** Whether a text can stand in a column and is read back as it is. */
  static boolean isWritable(String text) {
    return !text.isEmpty()
        && !text.startsWith("#")
        && text.codePoints()
            .noneMatch(
                point ->
                    Character.isWhitespace(point)
                        || Character.isSpaceChar(point)
                        || Character.isISOControl(point)
                        || Character.getType(point) == Character.FORMAT
                        || Character.getType(point) == Character.SURROGATE);
  }

  /** The URL, with the brackets that it lacks around the host where that is an IPv6 literal. */
  static String bracketed(String url, String host) {
    String bare = bare(host);
    Matcher scheme = SCHEME.matcher(url);
    if (bare.indexOf(':') < 0
        || !scheme.lookingAt()
        || !url.regionMatches(true, scheme.end(), bare, 0, bare.length())) {
      return url;
    }
    int end = scheme.end() + bare.length();
    String rest = url.substring(end);
    return AFTER_HOST.matcher(rest).matches()
        ? scheme.group() + "[" + url.substring(scheme.end(), end) + "]" + rest
        : url;
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isIpv6(String text) {
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
