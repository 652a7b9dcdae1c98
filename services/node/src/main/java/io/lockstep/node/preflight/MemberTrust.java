package io.lockstep.node.preflight;

import io.lockstep.node.tls.ClusterIdentity;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.certificate.CertificateRecords;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the authorities of a cluster, and the certificate that its nodes share. */
final class MemberTrust {
  private MemberTrust() {}

  static SSLSocketFactory of(ClusterImage image) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (TrustAnchor anchor : image.trust().trustAnchors()) {
        store.setCertificateEntry(anchor.getId(), CertificateRecords.authority(anchor));
      }
      List<X509Certificate> shared =
          image
              .trust()
              .certificate(ClusterIdentity.ALIAS)
              .map((Certificate record) -> CertificateRecords.chain(record))
              .orElse(List.of());
      if (!shared.isEmpty()) {
        store.setCertificateEntry(ClusterIdentity.ALIAS, shared.get(0));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key store in memory takes every certificate", e);
    }
  }
}
