package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** PEM files to import. */
class PemFuzzTest {
  @DictionaryEntries({
    "-----BEGIN ",
    "-----END ",
    "CERTIFICATE-----\\x0A",
    "PRIVATE KEY-----\\x0A",
    "EC PRIVATE KEY-----\\x0A",
    "RSA PRIVATE KEY-----\\x0A",
    "ENCRYPTED PRIVATE KEY-----\\x0A",
    "TRUSTED CERTIFICATE-----\\x0A",
    "EC PARAMETERS-----\\x0A",
    "PKCS7-----\\x0A",
    "Proc-Type: 4,ENCRYPTED\\x0A",
    "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\\x0A"
  })
  @FuzzTest
  void readsOrRefuses(byte[] file) {
    CertificateProperty.check(file);
  }
}
