package io.lockstep.node.certificate;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.certificate.CertificateProblem;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.KeyType;
import java.time.Duration;
import java.util.List;

/**
 * A certificate to be made.
 *
 * @param alias under which the cluster keeps it
 * @param subject distinguished name, such as "CN=n1.example,O=Example"
 * @param names host names and IP addresses that it is valid for; at least one
 * @param keyType kind of its key
 * @param life how long it is valid, from now; at most ten years
 */
public record NewCertificate(
    String alias, String subject, List<String> names, KeyType keyType, Duration life) {

  /** Copies the list. */
  public NewCertificate {
    names = List.copyOf(names);
  }

  /** For a host, with an EC key on P-256 and the usual life. */
  public static NewCertificate host(String alias, String host) {
    return new NewCertificate(
        alias, "CN=" + host, List.of(host), KeyType.EC_P256, Algorithms.CERTIFICATE_LIFE);
  }

  /**
   * As the trust library takes it.
   *
   * @throws io.lockstep.trust.certificate.CertificateRefusedException without a name, or with a
   *     life that no certificate has
   */
  CertificateSpec spec() {
    if (names.isEmpty()) {
      throw CertificateProblem.INVALID_NAME.refuse(
          "the certificate "
              + alias
              + " has no host name and no address that it would be valid for; name at least one");
    }
    if (life.isNegative() || life.isZero() || life.compareTo(Algorithms.AUTHORITY_LIFE) > 0) {
      throw CertificateProblem.INVALID_LIFE.refuse(
          "the life of the certificate %s is %s, wanted is more than none and at most %s"
              .formatted(alias, life, Algorithms.AUTHORITY_LIFE));
    }
    return new CertificateSpec(subject, names, keyType, life);
  }
}
