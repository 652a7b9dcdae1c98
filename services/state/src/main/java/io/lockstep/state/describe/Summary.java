package io.lockstep.state.describe;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.TokenChanged;
import io.lockstep.schema.TrustAnchorPublished;
import java.nio.ByteBuffer;

/** The new state of an entity in a few words. */
public final class Summary {
  private Summary() {}

  /** What may be long stands last; null where the type and the entity say all there is. */
  public static String of(Object payload) {
    if (payload instanceof ConfigurationChanged set) {
      return set.getSealed() != null ? OpenFields.SECRET : set.getValue();
    } else if (payload instanceof CertificateImported imported) {
      return certificate(imported.getCertificate());
    } else if (payload instanceof TrustAnchorPublished published) {
      return anchor(published);
    } else if (payload instanceof SecretChanged changed) {
      return changed.getSecret().getState() + " " + changed.getSecret().getFingerprint();
    } else if (payload instanceof TokenChanged changed) {
      return changed.getToken().getKind()
          + " "
          + changed.getToken().getState()
          + " until "
          + changed.getToken().getExpires();
    }
    return null;
  }

  private static String certificate(Certificate certificate) {
    return "until "
        + certificate.getNotAfter()
        + (certificate.getPrivateKey() == null ? "" : ", key " + OpenFields.SECRET)
        + ": "
        + certificate.getSubject();
  }

  private static String anchor(TrustAnchorPublished published) {
    ByteBuffer der = published.getAnchor().getCertificate();
    byte[] bytes = new byte[der.remaining()];
    der.duplicate().get(bytes);
    String subject =
        bytes.length == 0
            ? "no certificate"
            : CertificateFields.of(bytes)
                .map(fields -> "until " + fields.get("notAfter") + ": " + fields.get("subject"))
                .orElse("no certificate");
    String owner = published.getAnchor().getOwner();
    return owner == null ? subject : "of node " + owner + ", " + subject;
  }
}
