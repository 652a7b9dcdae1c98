package io.lockstep.state.revert;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.Licence;
import io.lockstep.schema.LicenceInstalled;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.PublishTrustAnchor;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.RemoveLicence;
import io.lockstep.schema.RemoveTrustAnchor;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.state.image.EntityKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Which action gives an entity an earlier state again, or why none does. */
final class BackwardActions {
  /** The certificate of the nodes' API, which the cluster issues itself. */
  private static final String ADMIN_CERTIFICATE = EntityKeys.certificate("admind");

  /** What is named comes before what names it, and goes after it. */
  private static final List<Class<?>> ORDER =
      List.of(
          PublishTrustAnchor.class,
          ImportCertificate.class,
          InstallLicence.class,
          SetConfiguration.class,
          RemoveConfiguration.class,
          SetPromotionOrder.class,
          RemoveLicence.class,
          RemoveCertificate.class,
          RemoveTrustAnchor.class);

  private static final Map<String, String> STAYS =
      Map.of(
          "cluster", "a cluster is founded once",
          "format", "the format level never goes back",
          "node", "members join, drain and leave by their own commands (lockstep node)",
          "primary", "a promotion is no setting; use lockstep primary promote",
          "secret", "versions of the cluster secret do not come back; use lockstep secret rotate",
          "token", "a token that was used or revoked stays so; make a new one",
          "content", "managed content is published again from its files");

  /**
   * What to do.
   *
   * @param action null if nothing can be done
   * @param why nothing can be done; null if something can
   */
  record Answer(Object action, String why) {
    static Answer action(Object action) {
      return new Answer(action, null);
    }

    static Answer why(String why) {
      return new Answer(null, why);
    }
  }

  private final SealedPast sealed;

  BackwardActions(SealedPast sealed) {
    this.sealed = sealed;
  }

  static int rank(Object action) {
    return ORDER.indexOf(action.getClass());
  }

  /** From the state {@code here} to the state {@code then}, of which one may be null. */
  Answer of(String key, SpecificRecord here, SpecificRecord then) {
    SpecificRecord some = then == null ? here : then;
    if (some instanceof ConfigurationChanged set) {
      return then == null
          ? Answer.action(new RemoveConfiguration(set.getKey(), set.getScope()))
          : parameter(key, (ConfigurationChanged) here, set);
    } else if (some instanceof PromotionOrderChanged order) {
      return then == null
          ? Answer.why("there was no promotion order yet")
          : Answer.action(new SetPromotionOrder(order.getEntries(), order.getTrailer()));
    } else if (some instanceof CertificateImported imported) {
      return key.equals(ADMIN_CERTIFICATE)
          ? Answer.why("the certificate of the nodes' API must fit today's nodes")
          : certificate(key, then == null, imported.getCertificate());
    } else if (some instanceof TrustAnchorPublished published) {
      if (published.getAnchor().getOwner() != null) {
        return Answer.why(
            "node " + published.getAnchor().getOwner() + " publishes its authority itself");
      }
      return Answer.action(
          then == null
              ? new RemoveTrustAnchor(published.getAnchor().getId())
              : new PublishTrustAnchor(published.getAnchor()));
    } else if (some instanceof LicenceInstalled installed) {
      return licence(key, then == null, installed.getLicence());
    }
    int slash = key.indexOf('/');
    return Answer.why(
        STAYS.getOrDefault(
            slash < 0 ? key : key.substring(0, slash),
            "this version of Lockstep cannot set its state"));
  }

  private Answer parameter(String key, ConfigurationChanged here, ConfigurationChanged then) {
    SetConfiguration.Builder set =
        SetConfiguration.newBuilder().setKey(then.getKey()).setScope(then.getScope());
    if (then.getSealed() == null) {
      return here != null && here.getSealed() != null
          ? Answer.why("it is secret now and was in the clear then; take its value away first")
          : Answer.action(set.setValue(then.getValue()).build());
    }
    Optional<Envelope> envelope = sealed.usable(then.getSealed(), key);
    return envelope.isPresent()
        ? Answer.action(set.setValue("").setSealed(envelope.get()).build())
        : lost(then.getSealed());
  }

  private Answer certificate(String key, boolean remove, Certificate certificate) {
    if (remove) {
      return Answer.action(new RemoveCertificate(certificate.getAlias()));
    }
    Certificate.Builder next = Certificate.newBuilder(certificate);
    if (certificate.getPrivateKey() != null) {
      Optional<Envelope> envelope = sealed.usable(certificate.getPrivateKey(), key);
      if (envelope.isEmpty()) {
        return lost(certificate.getPrivateKey());
      }
      next.setPrivateKey(envelope.get());
    }
    return Answer.action(new ImportCertificate(next.build(), true));
  }

  private Answer licence(String key, boolean remove, Licence licence) {
    if (remove) {
      return Answer.action(new RemoveLicence(licence.getNode(), licence.getProduct()));
    }
    Licence.Builder next = Licence.newBuilder(licence);
    if (licence.getContent() != null) {
      Optional<Envelope> envelope = sealed.usable(licence.getContent(), key);
      if (envelope.isEmpty()) {
        return lost(licence.getContent());
      }
      next.setContent(envelope.get());
    }
    return Answer.action(new InstallLicence(next.build()));
  }

  private static Answer lost(Envelope envelope) {
    return Answer.why(
        "it was sealed with version "
            + envelope.getSecretVersion()
            + " of the cluster secret, which this node cannot open any more");
  }
}
