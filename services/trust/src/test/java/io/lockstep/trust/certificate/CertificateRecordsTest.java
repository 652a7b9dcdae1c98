package io.lockstep.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.trust.Samples;
import io.lockstep.trust.envelope.EnvelopeException;
import io.lockstep.trust.envelope.Sealer;
import io.lockstep.trust.secret.SecretRing;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateRecordsTest {
  private final SecretRing ring = Samples.ring(1);
  private final CertificateRecords records = new CertificateRecords("c1", new Sealer());
  private final InternalCa ca = Made.ca("ca");

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void opensWhatItSealed(KeyType type) {
    CertificateEntry entry = ca.issue(Made.spec(type));

    CertificateEntry opened = records.open(records.seal("admind", entry, ring), ring);

    assertThat(opened.chain()).isEqualTo(entry.chain());
    assertThat(opened.key()).isEqualTo(entry.key());
    assertThat(opened.name()).contains("admind");
  }

  @Test
  void tellsTheKeyOfAnotherCertificate() {
    Certificate one = seal("admind");
    Certificate two = seal("admind");
    one.setPrivateKey(two.getPrivateKey());

    assertThatThrownBy(() -> records.open(one, ring)).extracting("code").isEqualTo("key-mismatch");
  }

  @Test
  void doesNotOpenUnderAnotherAlias() {
    Certificate moved = Certificate.newBuilder(seal("admind")).setAlias("web").build();

    assertThatThrownBy(() -> records.open(moved, ring)).isInstanceOf(EnvelopeException.class);
  }

  @Test
  void tellsThatThereIsNoKey() {
    Certificate bare = Certificate.newBuilder(seal("admind")).setPrivateKey(null).build();

    assertThatThrownBy(() -> records.open(bare, ring)).extracting("code").isEqualTo("missing-key");
  }

  @Test
  void refusesAnAliasThatIsNotAllowed() {
    assertThatThrownBy(() -> seal("Admin D")).extracting("code").isEqualTo("invalid-alias");
  }

  @Test
  void namesAnAuthorityByItsHash() {
    TrustAnchor anchor = CertificateRecords.anchor(ca.certificate(), Optional.of("n1"));

    assertThat(anchor.getId()).matches("[0-9a-f]{64}");
    assertThat(Alias.require(anchor.getId())).isEqualTo(anchor.getId());
    assertThat(anchor.getOwner()).isEqualTo("n1");
  }

  private Certificate seal(String alias) {
    return records.seal(alias, ca.issue(CertificateSpec.host("n1.example")), ring);
  }
}
