package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** PKCS#12 files to import. */
class Pkcs12FuzzTest {
  @FuzzTest
  void readsOrRefuses(byte[] file) {
    CertificateProperty.check(file);
  }
}
