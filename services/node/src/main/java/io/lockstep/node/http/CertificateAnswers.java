package io.lockstep.node.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.state.image.Entity;
import io.micronaut.serde.annotation.Serdeable;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** What the API answers about certificates. Never a key. */
final class CertificateAnswers {
  private static final int DNS_NAME = 2; // RFC 5280, GeneralName
  private static final int IP_ADDRESS = 7;

  private CertificateAnswers() {}

  /** A change that was accepted, with the request for another authority to sign, if there is. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Made(String commandId, long firstRevision, long revision, String alias, String request) {
    static Made of(Outcome outcome, String alias, String request) {
      return new Made(
          outcome.getCommandId(),
          outcome.getFirstRevision(),
          outcome.getRevision(),
          alias,
          request);
    }
  }

  /** A certificate. */
  @Serdeable
  record CertificateItem(
      String alias,
      String subject,
      String issuer,
      List<String> names,
      String notBefore,
      String notAfter,
      String sha256,
      int chain,
      boolean hasKey,
      long revision) {
    static CertificateItem of(Entity entity) {
      Certificate certificate = entity.payload(CertificateImported.class).getCertificate();
      X509Certificate first = parse(certificate.getChain().get(0));
      return new CertificateItem(
          certificate.getAlias(),
          certificate.getSubject(),
          first.getIssuerX500Principal().getName(),
          hostNames(first),
          certificate.getNotBefore().toString(),
          certificate.getNotAfter().toString(),
          hex(certificate.getSha256()),
          certificate.getChain().size(),
          certificate.getPrivateKey() != null,
          entity.revision());
    }
  }

  /** Certificates at a revision. */
  @Serdeable
  record Certificates(long revision, List<CertificateItem> items) {}

  /** An authority that every node trusts. */
  @Serdeable
  record AnchorItem(String id, String owner, String subject, String notAfter, long revision) {
    static AnchorItem of(Entity entity) {
      TrustAnchor anchor = entity.payload(TrustAnchorPublished.class).getAnchor();
      X509Certificate certificate = parse(anchor.getCertificate());
      return new AnchorItem(
          anchor.getId(),
          anchor.getOwner(),
          certificate.getSubjectX500Principal().getName(),
          certificate.getNotAfter().toInstant().toString(),
          entity.revision());
    }
  }

  /** Authorities at a revision. */
  @Serdeable
  record Anchors(long revision, List<AnchorItem> items) {}

  /** Host names and addresses. */
  private static List<String> hostNames(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
              .map(name -> (String) name.get(1))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of(); // it has names that Java does not read
    }
  }

  private static String hex(ByteBuffer bytes) {
    return HexFormat.of().formatHex(array(bytes));
  }

  private static byte[] array(ByteBuffer bytes) {
    byte[] array = new byte[bytes.remaining()];
    bytes.duplicate().get(array);
    return array;
  }

  private static X509Certificate parse(ByteBuffer encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(array(encoded)));
    } catch (CertificateException e) {
      throw new IllegalStateException("the cluster holds a certificate that is none", e);
    }
  }
}
