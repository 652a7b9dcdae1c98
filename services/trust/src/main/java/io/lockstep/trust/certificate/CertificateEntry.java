package io.lockstep.trust.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A certificate with its private key.
 *
 * @param name that the file gives it; empty for none
 * @param key its private key
 * @param chain the certificate, then its issuers, as far as they are known; never empty
 */
public record CertificateEntry(Optional<String> name, PrivateKey key, List<X509Certificate> chain) {
  /** Copies the list. */
  public CertificateEntry {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("an entry has a certificate");
    }
  }

  /** The certificate itself. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "CertificateEntry["
        + certificate().getSubjectX500Principal()
        + ", chain of "
        + chain.size()
        + "]";
  }
}
