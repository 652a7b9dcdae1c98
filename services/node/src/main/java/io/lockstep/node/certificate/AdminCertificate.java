package io.lockstep.node.certificate;

import io.lockstep.schema.Certificate;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.certificate.Alias;
import io.lockstep.trust.certificate.CertificateRecords;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.KeyType;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.ldap.Rdn;

/**
 * Whether the certificate that the nodes serve HTTPS with is as it should be. A pure function of
 * the image and the time.
 */
public final class AdminCertificate {
  /** Its alias. */
  public static final String ALIAS = Alias.ADMIN;

  private static final int LAST_PART = 3;

  /** What is due. */
  public sealed interface Due {
    /** All is well. */
    record Nothing() implements Due {}

    /**
     * The primary issues one by its authority.
     *
     * @param spec what is to be issued
     * @param expectedRevision of the one that it replaces; 0 for none
     * @param reason why
     */
    record Issue(CertificateSpec spec, long expectedRevision, String reason) implements Due {}

    /**
     * An operator has to do something.
     *
     * @param message what is wrong and what to do
     */
    record Tell(String message) implements Due {}
  }

  private AdminCertificate() {}

  /**
   * Why an operator's certificate is not to be taken: nobody could ask a node by a name that it
   * does not have. Empty for one that is not for the API, and one that is valid for every member.
   */
  public static Optional<String> refusal(ClusterImage image, Certificate record) {
    if (!record.getAlias().equals(ALIAS)) {
      return Optional.empty();
    }
    List<String> wanted = AdminNames.ofHosts(image.members().present());
    Set<String> there = AdminNames.in(CertificateRecords.chain(record).get(0));
    List<String> missing = AdminNames.missing(wanted, there);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the certificate "
                + ALIAS
                + " is that of the nodes' API and has "
                + (there.isEmpty() ? "no subject alternative names" : "the names " + sorted(there))
                + ", but is wanted for "
                + String.join(", ", wanted)
                + ": it is not valid for "
                + String.join(", ", missing)
                + ", where every client would refuse it. Take one that has these names, or force it"
                + " with --force");
  }

  /**
   * Why one that vouches for itself is not made for the API: it would be served at once, and no
   * client trusts it; that of a request is served until the authority has answered. Empty for one
   * that is not for the API.
   *
   * @param alias of the certificate
   */
  public static Optional<String> refusalOfSelfSigned(String alias) {
    return alias.equals(ALIAS)
        ? Optional.of(
            "the certificate "
                + ALIAS
                + " is that of the nodes' API, which would serve it at once, and it would vouch for"
                + " itself, so that every client would refuse the nodes. Let a node's authority issue"
                + " it with --by-ca; where another authority is to sign, make the request under"
                + " another alias, and import what `lockstep cert export` gives of that as "
                + ALIAS
                + "; or force it with --force")
        : Optional.empty();
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  /**
   * What is due. Issued is what is missing, and what nodes issued and is no more fit: a member's
   * host is not in it, a third of its life or less is left, or its authority is not trusted any
   * more. What an operator imported is the operator's.
   */
  public static Due due(ClusterImage image, Instant now) {
    List<String> wanted = AdminNames.of(image.members().present());
    var entity = image.entity(EntityKeys.certificate(ALIAS));
    var record = image.trust().certificate(ALIAS);
    if (record.isEmpty()) {
      return image.members().present().isEmpty()
          ? new Due.Nothing()
          : new Due.Issue(spec(image, wanted), 0, "the cluster has none");
    }
    List<X509Certificate> chain = CertificateRecords.chain(record.get());
    boolean issued = isIssued(image, chain);
    List<String> reasons = reasons(record.get(), chain.get(0), wanted, now);
    if (issued && !image.trust().trustAnchor(id(chain.get(1))).isPresent()) {
      reasons.add("the authority that issued it is not trusted any more");
    }
    if (reasons.isEmpty()) {
      return new Due.Nothing();
    }
    String reason = String.join("; ", reasons);
    return issued
        ? new Due.Issue(spec(image, wanted), entity.orElseThrow().revision(), reason)
        : new Due.Tell(
            "the certificate "
                + ALIAS
                + ", which an operator imported, is not as it should be: "
                + reason
                + "; import another with replace, or remove it, and the primary issues one");
  }

  private static List<String> reasons(
      Certificate record, X509Certificate certificate, List<String> wanted, Instant now) {
    List<String> reasons = new ArrayList<>();
    Set<String> there = AdminNames.in(certificate);
    List<String> missing = AdminNames.missing(wanted, there);
    if (!missing.isEmpty()) {
      reasons.add("it is not valid for " + String.join(", ", missing));
    }
    Duration life = Duration.between(record.getNotBefore(), record.getNotAfter());
    Duration left = Duration.between(now, record.getNotAfter());
    if (left.compareTo(life.dividedBy(LAST_PART)) <= 0) {
      reasons.add("it ends at " + record.getNotAfter());
    }
    return reasons;
  }

  /** Whether a node's authority issued it; its chain was verified when it was imported. */
  private static boolean isIssued(ClusterImage image, List<X509Certificate> chain) {
    return chain.size() == 2 && OwnAuthority.isOfCluster(chain.get(1), image.cluster());
  }

  private static String id(X509Certificate authority) {
    return CertificateRecords.anchor(authority, Optional.empty()).getId();
  }

  private static CertificateSpec spec(ClusterImage image, List<String> names) {
    return new CertificateSpec(
        "CN=" + ALIAS + ",O=" + Rdn.escapeValue(image.cluster()),
        names,
        KeyType.EC_P256,
        Algorithms.CERTIFICATE_LIFE);
  }
}
