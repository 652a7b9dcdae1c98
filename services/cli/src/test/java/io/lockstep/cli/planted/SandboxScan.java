package io.lockstep.cli.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;

/**
 * Looks whether the secrets that a sandbox made stand anywhere in its folder but where they must.
 */
public final class SandboxScan {
  private SandboxScan() {}

  /**
   * Reads the secrets of the private files, and looks for them in every file: logs, snapshots, the
   * broker's segments, the registry's data. Best once all has stopped.
   *
   * @param folder of a sandbox, or of a demo that has ended
   * @return a line for each secret in the clear and each private file of a loose mode
   */
  public static List<String> leaks(Path folder) throws IOException, GeneralSecurityException {
    Collection<Planted> planted = SandboxPlanted.in(folder);
    // Else there was nothing to look for.
    assertThat(planted)
        .extracting(Planted::kind)
        .contains(
            Kind.CLUSTER_SECRET,
            Kind.NODE_KEY,
            Kind.AUTHORITY_KEY,
            Kind.CERTIFICATE_KEY,
            Kind.SESSION);
    return new SecretScan(planted).folder(folder).stream().map(Finding::toString).toList();
  }
}
