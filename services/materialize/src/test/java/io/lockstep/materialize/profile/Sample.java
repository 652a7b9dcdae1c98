package io.lockstep.materialize.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A profile for tests that has something of everything. */
public final class Sample {
  private Sample() {}

  /** Its YAML. */
  public static String shop() {
    try (InputStream in =
        Sample.class.getResourceAsStream("/io/lockstep/materialize/profile/sample/shop.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
