package io.lockstep.node.certificate;

import io.lockstep.schema.Member;
import io.lockstep.state.decide.Hosts;
import io.lockstep.trust.certificate.Names;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names by which the nodes of a cluster are called over HTTPS. */
final class AdminNames {
  private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private AdminNames() {}

  /** {@link #ofHosts}, and the names of a machine for itself. */
  static List<String> of(Collection<Member> members) {
    Set<String> all = new LinkedHashSet<>(ofHosts(members));
    LOCAL.forEach(name -> all.add(Hosts.normal(name)));
    return List.copyOf(all);
  }

  /**
   * The hosts of the members and of their URLs, ordered. What no certificate can have, such as a
   * host with an underscore, is left out.
   */
  static List<String> ofHosts(Collection<Member> members) {
    Set<String> names = new TreeSet<>();
    for (Member member : members) {
      names.add(Hosts.normal(member.getHost()));
      hostOf(member.getUrl()).ifPresent(host -> names.add(Hosts.normal(host)));
    }
    names.removeIf(name -> !Names.isValid(name));
    return List.copyOf(names);
  }

  /**
   * Those for which a certificate with other names is not valid, by the rules of HTTPS (RFC 6125):
   * a name of a certificate may have "*" for a whole first label.
   */
  static List<String> missing(List<String> wanted, Set<String> there) {
    return wanted.stream()
        .filter(name -> !there.contains(name) && !there.contains(wildcard(name)))
        .toList();
  }

  private static String wildcard(String name) {
    boolean address = name.indexOf(':') >= 0 || NUMERIC.matcher(name).matches();
    return address ? name : name.replaceFirst("^[^.]+\\.", "*.");
  }

  /** The names that a certificate is valid for, spelled as those above. */
  static Set<String> in(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : names.stream()
              .filter(name -> isHost(name) || name.get(0).equals(ADDRESS))
              .map(name -> Hosts.normal(name.get(1).toString()))
              .collect(Collectors.toSet());
    } catch (CertificateParsingException e) {
      return Set.of(); // it is valid for no name that anybody can read
    }
  }

  /** An address that is written as a host name makes a certificate valid for nothing. */
  private static boolean isHost(List<?> name) {
    return name.get(0).equals(DNS) && !NUMERIC.matcher(name.get(1).toString()).matches();
  }

  private static Optional<String> hostOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
