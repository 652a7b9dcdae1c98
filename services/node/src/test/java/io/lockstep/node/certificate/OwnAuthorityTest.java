package io.lockstep.node.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.certificate.CertificateEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnAuthorityTest {
  @TempDir Path folder;

  private OwnAuthority open(String cluster, String node) {
    return OwnAuthority.openOrCreate(
        folder.resolve(OwnAuthority.FILE), cluster, node, TrustedNode.CLOCK);
  }

  @Test
  void isMadeOnceAndSurvivesARestart() throws Exception {
    OwnAuthority first = open("c1", "n1");

    OwnAuthority second = open("c1", "n1");

    assertThat(second.certificate()).isEqualTo(first.certificate());
    assertThat(second.anchor()).isEqualTo(first.anchor());
    CertificateEntry issued = second.issueFor(TrustedNode.member("n1"));
    issued.certificate().verify(first.certificate().getPublicKey());
  }

  @Test
  void isReadableByItsOwnerAlone() throws IOException {
    open("c1", "n1");

    Path file = folder.resolve(OwnAuthority.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> open("c1", "n1"))
        .hasMessageContaining("chmod 600")
        .extracting("code")
        .isEqualTo("authority-permissions");
  }

  @Test
  void namesNodeAndClusterWhateverTheirCharacters() {
    OwnAuthority authority = open("c,1 + \"x\"", "n=1;<>#\\");

    assertThat(OwnAuthority.isOfCluster(authority.certificate(), "c,1 + \"x\"")).isTrue();
    assertThat(OwnAuthority.isOfCluster(authority.certificate(), "c1")).isFalse();
  }

  @Test
  void issuesForTheNodesOwnApi() {
    CertificateEntry entry = open("c1", "n1").issueFor(TrustedNode.member("n1"));

    assertThat(AdminNames.in(entry.certificate()))
        .containsExactlyInAnyOrder("n1.example", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(entry.chain()).hasSize(2);
  }
}
