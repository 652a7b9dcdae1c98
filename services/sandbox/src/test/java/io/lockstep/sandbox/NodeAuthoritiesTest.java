package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.trust.certificate.CertificateGenerator;
import io.lockstep.trust.certificate.CertificateWriter;
import io.lockstep.trust.certificate.InternalCa;
import io.lockstep.trust.certificate.KeyType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeAuthoritiesTest {
  @TempDir private Path temp;

  private static String authority(String name) {
    InternalCa ca =
        InternalCa.create(
            "CN=" + name,
            KeyType.EC_P256,
            new CertificateGenerator(Clock.systemUTC(), new SecureRandom()));
    return new String(CertificateWriter.pem(ca.own()), StandardCharsets.US_ASCII);
  }

  private String of(Layout layout) {
    return NodeAuthorities.of(layout, SandboxOptions.of(temp).withNodes(2));
  }

  @Test
  void takesTheCertificatesOfAllNodesAndNoKey() {
    Layout layout = new Layout(temp);
    String first = authority("n1");
    Texts.write(temp.resolve("n1/data/authority.pem"), first);
    Texts.write(temp.resolve("n2/data/authority.pem"), authority("n2"));
    Texts.write(temp.resolve("n2/files/truststore.pem"), first);

    String all = of(layout);

    assertThat(first).contains("PRIVATE KEY");
    assertThat(all).doesNotContain("PRIVATE").containsOnlyOnce(body(first));
    assertThat(all.split("BEGIN CERTIFICATE", -1)).hasSize(3);
    assertThat(Sockets.trusting(all)).isNotNull();
  }

  @Test
  void isEmptyWhileNoNodeHasMadeAny() {
    assertThat(of(new Layout(temp))).isEmpty();
  }

  private static String body(String pem) {
    int from = pem.indexOf("-----BEGIN CERTIFICATE-----");
    return pem.substring(from, pem.indexOf("-----END CERTIFICATE-----", from)).strip();
  }
}
