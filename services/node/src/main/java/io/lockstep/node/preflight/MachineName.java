package io.lockstep.node.preflight;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, for settings that leave the host out. */
public final class MachineName {
  private MachineName() {}

  /** As the system says; {@code localhost} where it does not. */
  public static String own() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
