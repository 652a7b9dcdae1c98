package io.lockstep.node.certificate;

import io.lockstep.schema.Member;
import io.lockstep.trust.certificate.Names;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names by which the nodes of a cluster are called over HTTPS. */
final class AdminNames {
  private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private AdminNames() {}

  /**
   * The hosts of the members and of their URLs, and the names of a machine for itself. What no
   * certificate can have, such as a host with an underscore, is left out.
   */
  static List<String> of(Collection<Member> members) {
    Set<String> names = new TreeSet<>();
    for (Member member : members) {
      names.add(canonical(member.getHost()));
      hostOf(member.getUrl()).ifPresent(host -> names.add(canonical(host)));
    }
    names.removeIf(name -> !Names.isValid(name));
    Set<String> all = new LinkedHashSet<>(names);
    LOCAL.forEach(name -> all.add(canonical(name)));
    return List.copyOf(all);
  }

  /** The names that a certificate is valid for, spelled as those above. */
  static Set<String> in(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : names.stream()
              .filter(name -> name.get(0).equals(DNS) || name.get(0).equals(ADDRESS))
              .map(name -> canonical(name.get(1).toString()))
              .collect(Collectors.toSet());
    } catch (CertificateParsingException e) {
      return Set.of(); // it is valid for no name that anybody can read
    }
  }

  private static Optional<String> hostOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** One spelling for each host name and address. */
  private static String canonical(String name) {
    String bare =
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    if (bare.indexOf(':') < 0) {
      return bare.toLowerCase(Locale.ROOT);
    }
    try {
      return InetAddress.getByName(bare).getHostAddress(); // asks nobody: it is an address
    } catch (UnknownHostException e) {
      return bare;
    }
  }
}
