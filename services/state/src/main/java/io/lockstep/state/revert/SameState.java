package io.lockstep.state.revert;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Licence;
import io.lockstep.schema.LicenceInstalled;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Whether two payloads are the same state, however what is secret in them was sealed. */
final class SameState {
  private SameState() {}

  static boolean of(SpecificRecord one, SpecificRecord other, String entity, SealedPast sealed) {
    if (Objects.equals(one, other)) {
      return true;
    } else if (one instanceof ConfigurationChanged a && other instanceof ConfigurationChanged b) {
      ConfigurationChanged like =
          ConfigurationChanged.newBuilder(a).setSealed(b.getSealed()).build();
      return like.equals(b) && same(a.getSealed(), b.getSealed(), entity, sealed);
    } else if (one instanceof CertificateImported a && other instanceof CertificateImported b) {
      Certificate like =
          Certificate.newBuilder(a.getCertificate())
              .setPrivateKey(b.getCertificate().getPrivateKey())
              .build();
      return like.equals(b.getCertificate())
          && same(
              a.getCertificate().getPrivateKey(),
              b.getCertificate().getPrivateKey(),
              entity,
              sealed);
    } else if (one instanceof LicenceInstalled a && other instanceof LicenceInstalled b) {
      Licence like =
          Licence.newBuilder(a.getLicence()).setContent(b.getLicence().getContent()).build();
      return like.equals(b.getLicence())
          && same(a.getLicence().getContent(), b.getLicence().getContent(), entity, sealed);
    }
    return false;
  }

  private static boolean same(Envelope one, Envelope other, String entity, SealedPast sealed) {
    return Objects.equals(one, other)
        || one != null && other != null && sealed.same(one, other, entity);
  }
}
