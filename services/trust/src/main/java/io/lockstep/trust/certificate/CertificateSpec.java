package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a certificate to be made is for.
 *
 * @param subject distinguished name, such as "CN=n1.example,O=Example"
 * @param names host names and IP addresses that it is valid for; none only for an authority
 * @param keyType kind of its key
 * @param life how long it is valid, from now; at most ten years
 */
public record CertificateSpec(String subject, List<String> names, KeyType keyType, Duration life) {
  /** Checks the life. */
  public CertificateSpec {
    names = List.copyOf(names);
    if (life.isNegative() || life.isZero() || life.compareTo(Algorithms.AUTHORITY_LIFE) > 0) {
      throw new IllegalArgumentException(
          "the life of a certificate is " + life + ", wanted up to " + Algorithms.AUTHORITY_LIFE);
    }
  }

  /** For a host, with an EC key on P-256 and the usual life. */
  public static CertificateSpec host(String host, String... more) {
    List<String> names = new ArrayList<>(List.of(host));
    names.addAll(List.of(more));
    return new CertificateSpec("CN=" + host, names, KeyType.EC_P256, Algorithms.CERTIFICATE_LIFE);
  }
}
