package io.lockstep.node.certificate;

import io.lockstep.schema.CertificateExpiry;
import io.lockstep.state.image.ClusterImage;
import java.util.Comparator;
import java.util.List;

/** When the certificates end that every node keeps. */
public final class CertificateExpiries {
  private CertificateExpiries() {}

  /** Of all certificates of an image, the first to end first. */
  public static List<CertificateExpiry> of(ClusterImage image) {
    return image.trust().certificates().stream()
        .map(each -> new CertificateExpiry(each.getAlias(), each.getNotAfter()))
        .sorted(
            Comparator.comparing(CertificateExpiry::getNotAfter)
                .thenComparing(CertificateExpiry::getAlias))
        .toList();
  }
}
