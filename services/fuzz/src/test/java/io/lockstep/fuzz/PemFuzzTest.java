package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** PEM files to import. */
class PemFuzzTest {
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
