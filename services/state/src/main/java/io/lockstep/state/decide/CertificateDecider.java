package io.lockstep.state.decide;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.CertificateRemoved;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Decides changes of certificates. What is inside of them was checked before they were sealed. */
final class CertificateDecider {
  private static final int MAX_CHAIN = 10;
  private static final int MAX_SUBJECT_BYTES = 4096;
  private static final int MAX_KEY_BYTES = 64 * 1024;

  private CertificateDecider() {}

  static List<Object> add(ChangeBuilder change, ImportCertificate add) {
    Certificate certificate = add.getCertificate();
    String entity = requireAlias(certificate.getAlias());
    require(entity, certificate);
    SealedValues.require(
        change, entity, "the key of " + entity, certificate.getPrivateKey(), MAX_KEY_BYTES);
    Optional<Certificate> there = change.entity(entity).map(CertificateDecider::certificate);
    if (there.isPresent() && !add.getReplace()) {
      throw new RefusedException(
          Codes.CERTIFICATE_EXISTS,
          entity,
          "there is a certificate \"%s\" of %s until %s; import it with replace, or choose another"
                  .formatted(
                      certificate.getAlias(),
                      Texts.shortened(there.get().getSubject()),
                      there.get().getNotAfter())
              + " alias");
    }
    return there.equals(Optional.of(certificate))
        ? List.of()
        : List.of(new CertificateImported(certificate));
  }

  static List<Object> remove(
      ChangeBuilder change, ClusterImage view, RemoveCertificate remove, ProfilesInForce inForce) {
    String alias = remove.getAlias();
    String entity = requireAlias(alias);
    if (change.entity(entity).isEmpty()) {
      throw new RefusedException(
          Codes.NOT_FOUND,
          entity,
          "there is no certificate \"%s\"; lockstep cert list names those that there are"
              .formatted(alias));
    }
    for (Entity parameter : view.configuration().all()) {
      ConfigurationChanged value = parameter.payload(ConfigurationChanged.class);
      boolean names =
          inForce.known(value.getKey()).stream()
              .anyMatch(known -> known.type() == KnownParameter.Type.ALIAS);
      if (names && value.getValue().equals(alias)) {
        throw new RefusedException(
            Codes.CERTIFICATE_IN_USE,
            entity,
            "certificate \"%s\" is named by %s in scope %s; set that to another alias first"
                .formatted(alias, value.getKey(), value.getScope()));
      }
    }
    return List.of(new CertificateRemoved(alias));
  }

  private static void require(String entity, Certificate certificate) {
    int length = certificate.getChain().size();
    if (length == 0 || length > MAX_CHAIN) {
      throw invalid(
          entity,
          "certificate \"%s\" has a chain of %d, wanted 1 to %d; send it with its issuers alone"
              .formatted(certificate.getAlias(), length, MAX_CHAIN));
    }
    for (ByteBuffer each : certificate.getChain()) {
      Hashes.requireSize(entity, each);
    }
    if (!Hashes.sha256(certificate.getChain().get(0)).equals(certificate.getSha256())) {
      throw invalid(
          entity,
          "the SHA-256 of certificate \"%s\" is not that of the first of its chain; compute it again"
              .formatted(certificate.getAlias()));
    }
    Texts.require(entity, "the subject", certificate.getSubject(), MAX_SUBJECT_BYTES);
    if (certificate.getNotAfter().isBefore(certificate.getNotBefore())) {
      throw invalid(
          entity,
          "certificate \"%s\" ends at %s, before it begins at %s; issue it again"
              .formatted(
                  certificate.getAlias(), certificate.getNotAfter(), certificate.getNotBefore()));
    }
  }

  private static Certificate certificate(Entity entity) {
    return entity.payload(CertificateImported.class).getCertificate();
  }

  private static String requireAlias(String alias) {
    if (!KnownParameter.isAlias(alias)) {
      throw new RefusedException(
          Codes.INVALID_CERTIFICATE,
          EntityKeys.certificate(Texts.shortened(alias)),
          "\"%s\" cannot name a certificate: an alias has %s; choose another"
              .formatted(Texts.shortened(alias), KnownParameter.ALIAS_FORM));
    }
    return EntityKeys.certificate(alias);
  }

  private static RefusedException invalid(String entity, String message) {
    return new RefusedException(Codes.INVALID_CERTIFICATE, entity, message);
  }
}
