package io.lockstep.trust.certificate;

import java.security.PrivateKey;

/**
 * A request for a certificate, for another authority to sign.
 *
 * @param key the private key, which stays here
 * @param encoded the request: PKCS#10, DER
 */
public record CertificateRequest(PrivateKey key, byte[] encoded) {
  /** Without the key. */
  @Override
  public String toString() {
    return "CertificateRequest[" + encoded.length + " bytes]";
  }
}
