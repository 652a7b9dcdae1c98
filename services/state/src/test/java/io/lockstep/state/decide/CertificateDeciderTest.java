package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.certificate;
import static io.lockstep.state.testing.Samples.importing;
import static io.lockstep.state.testing.Samples.operation;
import static io.lockstep.state.testing.Samples.set;
import static io.lockstep.state.testing.Samples.unset;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateDeciderTest {
  private static final String ALIAS = "Cluster.Crypto.Alias";

  private final Cluster cluster = Cluster.ofThree();

  @Test
  void aCertificateIsImportedReplacedAndRemoved() {
    cluster.accept(importing("web-1", "a", false));
    cluster.accept(importing("web-1", "b", true));

    assertThat(cluster.image().trust().certificate("web-1").orElseThrow().getSubject())
        .isEqualTo("CN=b");
    cluster.accept(new RemoveCertificate("web-1"));
    assertThat(cluster.image().trust().certificates()).isEmpty();
  }

  @Test
  void oneIsNotReplacedUnlessThatIsAskedFor() {
    cluster.accept(importing("web", "a", false));

    Refusal refusal = cluster.refuse(importing("web", "b", false));

    assertThat(refusal.getCode()).isEqualTo("certificate-exists");
    assertThat(refusal.getEntity()).isEqualTo("certificate/web");
    assertThat(refusal.getMessage()).contains("\"web\"", "CN=a", "with replace");
    assertThat(cluster.refuse(importing("web", "a", false)).getCode())
        .isEqualTo("certificate-exists");
    assertThat(cluster.accept(importing("web", "a", true))).isEmpty();
  }

  @Test
  void itIsComparedAndSet() {
    cluster.accept(operation(importing("web", "a", false), 0L));
    long revision = cluster.revisionOf("certificate/web");

    Refusal refusal = cluster.refuse(operation(importing("web", "b", true), revision - 1));

    assertThat(refusal.getCode()).isEqualTo(Codes.CONFLICT);
    assertThat(refusal.getActualRevision()).isEqualTo(revision);
    assertThat(refusal.getActualValue()).isNull();
    assertThat(refusal.toString()).doesNotContain("ciphertext");
    cluster.accept(operation(new RemoveCertificate("web"), revision));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Web", "a_b", "a b", "é", "a/b", "a.b", "a\n", "１"})
  void anAliasHasAForm(String alias) {
    assertThat(invalid(importing(alias, "a", false))).contains("lower-case letters");
    assertThat(invalid(new RemoveCertificate(alias))).contains("lower-case letters");
  }

  @Test
  void anAliasHasUpTo80Characters() {
    cluster.accept(importing("a".repeat(80), "a", false), importing("-9", "a", false));
    invalid(importing("a".repeat(81), "a", false));
  }

  @Test
  void aChainHasItsBoundsAndItsHash() {
    ByteBuffer first = Samples.bytes("a");
    invalid(with(c -> c.setChain(List.of())));
    invalid(with(c -> c.setChain(Collections.nCopies(11, first))));
    invalid(with(c -> c.setChain(List.of(first, ByteBuffer.allocate(0)))));
    invalid(with(c -> c.setChain(List.of(first, ByteBuffer.allocate(65_537)))));
    invalid(with(c -> c.setSha256(ByteBuffer.allocate(32))));
    invalid(with(c -> c.setSha256(ByteBuffer.allocate(0))));
    invalid(with(c -> c.setNotAfter(Instant.EPOCH.minusMillis(1))));
    assertThat(cluster.refuse(with(c -> c.setSubject("x".repeat(4097)))).getCode())
        .isEqualTo(Codes.VALUE_TOO_LARGE);

    cluster.accept(with(c -> c.setChain(Collections.nCopies(10, first))));
  }

  @Test
  void aKeyIsSealedOrAbsent() {
    assertThat(
            cluster
                .refuse(with(c -> c.getPrivateKey().setCiphertext(ByteBuffer.allocate(15))))
                .getCode())
        .isEqualTo(Codes.INVALID_REQUEST);
    assertThat(
            cluster
                .refuse(with(c -> c.getPrivateKey().setCiphertext(ByteBuffer.allocate(65_553))))
                .getCode())
        .isEqualTo(Codes.VALUE_TOO_LARGE);
    cluster.accept(with(c -> c.setPrivateKey(null)));
  }

  @Test
  void whatIsNotThereCannotBeRemoved() {
    assertThat(cluster.refuse(new RemoveCertificate("web")).getCode()).isEqualTo(Codes.NOT_FOUND);
  }

  @Test
  void theAliasParameterNamesACertificateThatExists() {
    Refusal refusal = cluster.refuse(set(ALIAS, "web"));

    assertThat(refusal.getCode()).isEqualTo(Codes.INVALID_VALUE);
    assertThat(refusal.getMessage()).contains(ALIAS, "\"web\"", "import it first");
    assertThat(cluster.refuse(set(ALIAS, "Web")).getMessage()).contains("lower-case letters");
    assertThat(cluster.refuse(set(ALIAS, "")).getCode()).isEqualTo(Codes.INVALID_VALUE);
    cluster.accept(importing("web", "a", false), set(ALIAS, "web"));
    assertThat(cluster.refuse(importing("b", "b", false), set(ALIAS, "c")).getCode())
        .isEqualTo(Codes.INVALID_VALUE);
  }

  @Test
  void aCertificateInUseCannotBeRemovedButReplaced() {
    cluster.accept(importing("web", "a", false), importing("b", "b", false));
    cluster.accept(set(ALIAS, "web"), set(ALIAS, "node:n2", "b"));

    Refusal refusal = cluster.refuse(new RemoveCertificate("web"));

    assertThat(refusal.getCode()).isEqualTo("certificate-in-use");
    assertThat(refusal.getMessage()).contains("\"web\"", ALIAS, "shared");
    assertThat(cluster.refuse(new RemoveCertificate("b")).getMessage()).contains("node:n2");
    cluster.accept(importing("web", "c", true));
    cluster.accept(unset(ALIAS), new RemoveCertificate("web"));
  }

  @Test
  void oneThatASetRemovesCannotBeNamedBehindIt() {
    cluster.accept(importing("web", "a", false));

    assertThat(cluster.refuse(new RemoveCertificate("web"), set(ALIAS, "web")).getCode())
        .isEqualTo(Codes.INVALID_VALUE);
    assertThat(cluster.refuse(set(ALIAS, "web"), new RemoveCertificate("web")).getCode())
        .isEqualTo("certificate-in-use");
  }

  @Test
  void anotherParameterMaySayWhatItLikes() {
    cluster.accept(importing("web", "a", false), set("free", "web"));

    cluster.accept(new RemoveCertificate("web"));
  }

  private static ImportCertificate with(Consumer<Certificate> change) {
    Certificate certificate = certificate("web", "a");
    change.accept(certificate);
    return new ImportCertificate(certificate, true);
  }

  private String invalid(Object action) {
    Refusal refusal = cluster.refuse(action);
    assertThat(refusal.getCode()).isEqualTo("invalid-certificate");
    return refusal.getMessage();
  }
}
