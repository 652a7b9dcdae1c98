package io.lockstep.status.past;

import java.security.cert.X509Certificate;
import java.util.Collection;

/** The certificates by which nodes are trusted. */
public interface Authorities {
  /**
   * Reads them anew.
   *
   * @return none where there are none
   * @throws NoAnswerException if they cannot be read now; says why and what to do
   */
  Collection<X509Certificate> read() throws NoAnswerException;
}
