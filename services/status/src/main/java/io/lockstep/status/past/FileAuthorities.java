package io.lockstep.status.past;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** The authorities of a PEM file. */
public final class FileAuthorities implements Authorities {
  private final Path file;

  /** Does not read yet: the file may come later than this process, as with a new cluster. */
  public FileAuthorities(Path file) {
    this.file = file;
  }

  @Override
  public Collection<X509Certificate> read() throws NoAnswerException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw unusable("holds no certificate");
      }
      return List.copyOf(certificates);
    } catch (IOException e) {
      throw unusable("cannot be read (" + e + ")");
    } catch (CertificateException e) {
      throw unusable("holds no certificates in PEM");
    }
  }

  private NoAnswerException unusable(String what) {
    return new NoAnswerException(
        NoAnswerException.Kind.UNAVAILABLE,
        "nodes.ca.file: the file "
            + file
            + " "
            + what
            + "; put the authorities of the nodes into it, or leave the setting out");
  }
}
