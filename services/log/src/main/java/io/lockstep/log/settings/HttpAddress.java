package io.lockstep.log.settings;

import io.lockstep.state.decide.Hosts;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Addresses of HTTP servers, as people write them and as Java's client takes them: it throws on
 * everything else, also on the final dot of a host, which says no more than the name without it.
 * Never looks a name up.
 */
public final class HttpAddress {
  /** What is wanted, for messages. */
  public static final String WANTED = "the form http://HOST:PORT, HOST without _";

  private HttpAddress() {}

  /** The address that a client can call, its scheme in lower case; empty where none can. */
  public static Optional<URI> of(String text) {
    String url = text.strip();
    if (Hosts.address(url).isEmpty()) {
      return Optional.empty();
    }
    URI uri = URI.create(url);
    return Optional.ofNullable(uri.getHost()).map(host -> at(inUrl(host), uri));
  }

  /** A host as it stands in a URL: an IPv6 address in brackets, a name without its final dot. */
  public static String inUrl(String host) {
    if (host.indexOf(':') >= 0) {
      return host.startsWith("[") ? host : "[" + host + "]";
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** Raw parts are put together, so that what is escaped stays so. */
  private static URI at(String host, URI uri) {
    String scheme = uri.getScheme();
    String authority = uri.getRawAuthority();
    int start = authority.lastIndexOf(uri.getHost());
    String rest = uri.toString().substring(scheme.length() + "://".length() + authority.length());
    return URI.create(
        scheme.toLowerCase(Locale.ROOT)
            + "://"
            + authority.substring(0, start)
            + host
            + authority.substring(start + uri.getHost().length())
            + rest);
  }
}
