package io.lockstep.node.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.certificate.AdminCertificate.Due;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateRecords;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.KeyType;
import io.lockstep.trust.envelope.Sealer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminCertificateTest {
  @TempDir Path folder;
  private TrustedNode node;
  private TrustImages images;

  @BeforeEach
  void found() throws IOException {
    node = TrustedNode.in(folder);
    images =
        TrustImages.founded().member(TrustedNode.member("n1")).anchor(node.authority().anchor());
  }

  private static Due due(TrustImages images, Instant now) {
    return AdminCertificate.due(images.image(), now);
  }

  private static Due due(TrustImages images) {
    return due(images, TrustedNode.NOW);
  }

  /** The image after the primary did what is due. */
  private TrustImages issued(TrustImages images) {
    Due.Issue issue = (Due.Issue) due(images);
    return images.certificate(seal(node.authority().issue(issue.spec())));
  }

  private Certificate seal(CertificateEntry entry) {
    return new CertificateRecords(TrustImages.CLUSTER, new Sealer())
        .seal(AdminCertificate.ALIAS, entry, node.trust().ring());
  }

  private TrustImages imported() {
    var service =
        new CertificateService(node.trust(), images::image, node.authority(), TrustedNode.CLOCK);
    return images.certificate(
        service.selfSigned(
            new NewCertificate(
                AdminCertificate.ALIAS,
                "CN=ours",
                List.of("n1.example", "localhost", "127.0.0.1", "::1"),
                KeyType.EC_P256,
                Algorithms.CERTIFICATE_LIFE)));
  }

  private Certificate named(String... names) {
    return seal(
        node.authority()
            .issue(
                new CertificateSpec(
                    "CN=theirs", List.of(names), KeyType.EC_P256, Algorithms.CERTIFICATE_LIFE)));
  }

  private TrustImages membersByNameAndAddress() {
    Member other = TrustedNode.member("n2");
    other.setUrl("https://192.0.2.7:8101");
    return images.member(other);
  }

  @Test
  void isRefusedWhereAMemberCouldNotBeAskedByItsName() {
    ClusterImage image = membersByNameAndAddress().image();

    assertThat(AdminCertificate.refusal(image, named("n1.example", "*.other.example")))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains(
                        "certificate admind",
                        "has the names *.other.example, n1.example",
                        "wanted for 192.0.2.7, n1.example, n2.example",
                        "not valid for 192.0.2.7, n2.example",
                        "--force"));
    assertThat(AdminCertificate.refusal(image, named("*.example"))).isPresent();
    assertThat(AdminCertificate.refusal(image, named("*.n1.example", "192.0.2.7"))).isPresent();
  }

  @Test
  void isTakenWithTheNamesOfAllMembersOrAWildcard() {
    ClusterImage image = membersByNameAndAddress().image();

    assertThat(AdminCertificate.refusal(image, named("N1.example", "n2.example", "192.0.2.7")))
        .isEmpty();
    assertThat(AdminCertificate.refusal(image, named("*.example", "192.0.2.7"))).isEmpty();
  }

  @Test
  void mayBeForAnythingUnderAnotherAlias() {
    Certificate web = named("web.example");
    web.setAlias("web");

    assertThat(AdminCertificate.refusal(images.image(), web)).isEmpty();
  }

  @Test
  void isIssuedWhereThereIsNone() {
    Due.Issue issue = (Due.Issue) due(images);

    assertThat(issue.expectedRevision()).isZero();
    assertThat(issue.spec().names())
        .containsExactly("n1.example", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(issue.spec().subject()).isEqualTo("CN=admind,O=c1");
  }

  @Test
  void needsNothingOnceItIsIssued() {
    assertThat(due(issued(images))).isEqualTo(new Due.Nothing());
  }

  @Test
  void needsNothingForACandidateBeforeItsClusterHasMembers() {
    assertThat(due(TrustImages.founded())).isEqualTo(new Due.Nothing());
  }

  @Test
  void isIssuedAgainForAMemberWhoseHostIsMissing() {
    TrustImages before = issued(images);
    TrustImages joined = before.member(TrustedNode.member("n2"));

    Due.Issue issue = (Due.Issue) due(joined);

    assertThat(issue.reason()).isEqualTo("it is not valid for n2.example");
    assertThat(issue.expectedRevision()).isEqualTo(before.image().revision());
    assertThat(due(issued(joined))).isEqualTo(new Due.Nothing());
  }

  @Test
  void isValidForHostsOfEverySpellingThatACertificateCanHave() {
    TrustImages odd = images;
    String[] hosts = {"N2.Example", "[2001:DB8::1]", "192.0.2.9", "under_score", "n5.example."};
    for (int i = 0; i < hosts.length; i++) {
      Member member = TrustedNode.member("odd" + i);
      member.setHost(hosts[i]);
      member.setUrl("https://" + hosts[i] + ":8101");
      odd = odd.member(member);
    }

    Due.Issue issue = (Due.Issue) due(odd);

    assertThat(issue.spec().names())
        .contains("n2.example", "2001:db8:0:0:0:0:0:1", "192.0.2.9", "n5.example")
        .doesNotContain("under_score");
    assertThat(due(issued(odd))).isEqualTo(new Due.Nothing());
  }

  @Test
  void isIssuedAgainWhenAThirdOfItsLifeIsLeft() {
    TrustImages issued = issued(images);
    Instant end = TrustedNode.NOW.plus(Algorithms.CERTIFICATE_LIFE);
    Duration third = Algorithms.CERTIFICATE_LIFE.dividedBy(3);

    assertThat(due(issued, end.minus(third).minus(Duration.ofHours(2))))
        .isEqualTo(new Due.Nothing());
    assertThat(due(issued, end.minus(third)))
        .isInstanceOfSatisfying(
            Due.Issue.class, issue -> assertThat(issue.reason()).startsWith("it ends at "));
  }

  @Test
  void isIssuedAgainWhenItsAuthorityIsNotTrustedAnyMore() {
    TrustImages issued = issued(images);

    Due due = due(issued.withoutAnchor(node.authority().anchor().getId()));

    assertThat(due)
        .isInstanceOfSatisfying(
            Due.Issue.class, issue -> assertThat(issue.reason()).contains("not trusted any more"));
  }

  @Test
  void isLeftAloneWhenAnOperatorImportedIt() {
    TrustImages imported = imported();

    assertThat(due(imported)).isEqualTo(new Due.Nothing());
    assertThat(due(imported.member(TrustedNode.member("n2"))))
        .isInstanceOfSatisfying(
            Due.Tell.class,
            tell ->
                assertThat(tell.message())
                    .contains("an operator imported", "not valid for n2.example", "replace"));
    assertThat(due(imported, TrustedNode.NOW.plus(Duration.ofDays(390))))
        .isInstanceOf(Due.Tell.class);
  }

  @Test
  void isIssuedOnceAnImportedOneIsRemoved() {
    assertThat(due(imported().withoutCertificate(AdminCertificate.ALIAS)))
        .isInstanceOf(Due.Issue.class);
  }
}
