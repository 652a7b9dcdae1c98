package io.lockstep.node.preflight;

/** Version of Lockstep. */
public final class SoftwareVersion {
  private SoftwareVersion() {}

  /** From the manifest of its jar. */
  public static String own() {
    String version = SoftwareVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
