package io.lockstep.materialize.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON Schema of profiles, which editors understand. */
public final class ProfileSchema {
  private static final String RESOURCE = "/io/lockstep/materialize/profile/profile.schema.json";

  private ProfileSchema() {}

  /** The schema, UTF-8. */
  public static byte[] bytes() {
    try (InputStream in = ProfileSchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing in this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
