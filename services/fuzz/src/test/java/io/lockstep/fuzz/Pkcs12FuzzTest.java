package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.trust.certificate.CertificateWriter;
import java.security.cert.CertificateEncodingException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** PKCS#12 files to import. */
class Pkcs12FuzzTest {
  static Stream<byte[]> files() throws CertificateEncodingException {
    return Stream.of(
        Certificates.openPkcs12(),
        CertificateWriter.pkcs12("admind", Certificates.ENTRY, Certificates.PASSWORD.clone()),
        Certificates.ENTRY.certificate().getEncoded());
  }

  @MethodSource("files")
  @FuzzTest
  void readsOrRefuses(byte[] file) {
    CertificateProperty.check(file);
  }
}
