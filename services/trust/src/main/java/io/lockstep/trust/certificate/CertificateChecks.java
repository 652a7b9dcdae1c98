package io.lockstep.trust.certificate;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a certificate must be to be taken. Any thread. */
public final class CertificateChecks {
  private static final List<String> BROKEN_DIGESTS = List.of("MD2", "MD5", "SHA1");

  private final Clock clock;

  /** Checks against the clock's time. */
  public CertificateChecks(Clock clock) {
    this.clock = clock;
  }

  /**
   * Requires every certificate of a chain to be valid now, to have a strong key and to be signed
   * with a strong digest.
   *
   * @throws CertificateRefusedException with a code for each way in which it is not
   */
  public void require(List<X509Certificate> chain) {
    Instant now = clock.instant();
    for (X509Certificate each : chain) {
      String whose = "the certificate of " + Chains.name(each);
      Instant begin = each.getNotBefore().toInstant();
      Instant end = each.getNotAfter().toInstant();
      if (now.isAfter(end)) {
        throw CertificateProblem.EXPIRED.refuse(
            whose + " ended at " + end + ", it is " + now + "; renew it");
      }
      if (now.isBefore(begin)) {
        throw CertificateProblem.NOT_YET_VALID.refuse(
            whose + " begins at " + begin + ", it is " + now + "; wait, or set the clock");
      }
      Keys.requireStrong(each.getPublicKey(), whose);
      requireStrongSignature(each, whose);
    }
  }

  private static void requireStrongSignature(X509Certificate certificate, String whose) {
    if (Chains.isSelfIssued(certificate)) {
      return; // who trusts it does not trust its signature
    }
    String algorithm = certificate.getSigAlgName();
    for (String digest : BROKEN_DIGESTS) {
      if (algorithm.toUpperCase(Locale.ROOT).startsWith(digest + "WITH")) {
        throw CertificateProblem.WEAK_SIGNATURE.refuse(
            whose + " is signed with " + algorithm + ", which can be forged; renew it");
      }
    }
  }
}
