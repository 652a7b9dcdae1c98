package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Puts certificates in order. Any thread. */
final class Chains {
  private static final int KEY_CERT_SIGN = 5;

  private Chains() {}

  /**
   * The certificate and its issuers, as far as they are among the others, whatever their order.
   *
   * @throws CertificateRefusedException if one that should be an issuer is not
   */
  static List<X509Certificate> build(X509Certificate leaf, List<X509Certificate> others) {
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    while (!isSelfIssued(last(chain))) {
      X509Certificate issuer = issuer(chain, others);
      if (issuer == null) {
        return chain; // the rest is what others trust, and need not be in the file
      }
      chain.add(issuer);
      if (chain.size() > Algorithms.CHAIN_LENGTH) {
        throw CertificateProblem.BROKEN_CHAIN.refuse(
            "the chain of "
                + name(leaf)
                + " is longer than "
                + Algorithms.CHAIN_LENGTH
                + " certificates; leave out what does not belong to it");
      }
    }
    if (!signed(last(chain), last(chain))) {
      throw broken(last(chain), "names itself as its issuer, but did not sign itself");
    }
    return chain;
  }

  /**
   * Requires that a file has not the end of a chain without its middle.
   *
   * @param others certificates of the file that are in no chain
   */
  static void requireNoGap(List<X509Certificate> chain, List<X509Certificate> others) {
    X509Certificate end = last(chain);
    if (!isSelfIssued(end) && !others.isEmpty()) {
      throw broken(
          end,
          "was issued by "
              + end.getIssuerX500Principal()
              + ", which is not in the file, though "
              + others.size()
              + " others are, such as "
              + name(others.get(0))
              + "; add the missing one or leave those out");
    }
  }

  static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  static String name(X509Certificate certificate) {
    return Quoted.of(certificate.getSubjectX500Principal().getName());
  }

  private static X509Certificate issuer(List<X509Certificate> chain, List<X509Certificate> others) {
    X509Certificate certificate = last(chain);
    X509Certificate unfit = null;
    for (X509Certificate other : others) {
      if (other.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
          && !chain.contains(other)) {
        if (mayIssue(other, chain.size() - 1) && signed(certificate, other)) {
          return other;
        }
        unfit = other;
      }
    }
    if (unfit != null) {
      throw broken(
          certificate,
          mayIssue(unfit, chain.size() - 1)
              ? "was not signed by the certificate of its issuer " + name(unfit)
              : "names an issuer, " + name(unfit) + ", that may not issue it");
    }
    return null;
  }

  /**
   * Whether it may issue certificates.
   *
   * @param between authorities between it and the certificate at the start
   */
  private static boolean mayIssue(X509Certificate issuer, int between) {
    boolean[] usage = issuer.getKeyUsage();
    if (usage != null && !usage[KEY_CERT_SIGN]) {
      return false;
    }
    // Roots from before X.509 version 3 cannot say that they are authorities.
    return issuer.getBasicConstraints() >= between
        || (issuer.getVersion() < 3 && isSelfIssued(issuer));
  }

  private static boolean signed(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static X509Certificate last(List<X509Certificate> chain) {
    return chain.get(chain.size() - 1);
  }

  private static CertificateRefusedException broken(X509Certificate certificate, String text) {
    return CertificateProblem.BROKEN_CHAIN.refuse(
        "the certificate of " + name(certificate) + " " + text);
  }
}
