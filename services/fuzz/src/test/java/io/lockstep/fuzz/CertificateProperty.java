package io.lockstep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateReader;
import io.lockstep.trust.certificate.CertificateRefusedException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/** What holds of every file with certificates and keys, whatever is in it. */
final class CertificateProperty {
  private static final CertificateReader READER = new CertificateReader(Clock.systemUTC());

  private CertificateProperty() {}

  static void check(byte[] file) {
    byte[] before = file.clone();
    for (char[] password : new char[][] {new char[0], "changeit".toCharArray()}) {
      try {
        for (CertificateEntry entry : READER.list(file, password)) {
          assertThat(entry.chain()).isNotEmpty();
        }
        READER.read(file, password, Optional.empty());
      } catch (CertificateRefusedException e) {
        assertThat(e).hasNoCause();
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(64 * 1024);
      }
      try {
        assertThat(READER.certificates(file, password)).isNotEmpty();
      } catch (CertificateRefusedException e) {
        assertThat(e.code()).isNotBlank();
      }
      Arrays.fill(password, '\0');
    }
    assertThat(file).as("the caller's bytes").isEqualTo(before);
  }
}
