package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.trust.certificate.CertificateWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** PEM files to import. */
class PemFuzzTest {
  static Stream<byte[]> files() {
    return Stream.of(
        CertificateWriter.pem(Certificates.ENTRY),
        CertificateWriter.pem(Certificates.ENTRY.chain()));
  }

  @MethodSource("files")
  @DictionaryEntries({
    "-----BEGIN ",
    "-----END ",
    "CERTIFICATE-----\n",
    "PRIVATE KEY-----\n",
    "EC PRIVATE KEY-----\n",
    "RSA PRIVATE KEY-----\n",
    "ENCRYPTED PRIVATE KEY-----\n",
    "TRUSTED CERTIFICATE-----\n",
    "EC PARAMETERS-----\n",
    "PKCS7-----\n",
    "Proc-Type: 4,ENCRYPTED\n",
    "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n"
  })
  @FuzzTest
  void readsOrRefuses(byte[] file) {
    CertificateProperty.check(file);
  }
}
