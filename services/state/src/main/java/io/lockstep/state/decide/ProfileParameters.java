package io.lockstep.state.decide;

import java.util.Map;
import java.util.Optional;

/**
 * What a decision about parameters needs to know of profiles, which are read elsewhere. A function
 * of what is given: the same names and texts give the same answers. Any thread.
 */
public interface ProfileParameters {
  /** Takes every name for a profile without parameters, and every text for one without problems. */
  ProfileParameters NONE =
      new ProfileParameters() {
        @Override
        public Optional<Map<String, KnownParameter>> of(String name, Optional<String> installed) {
          return Optional.of(Map.of());
        }

        @Override
        public Optional<String> problem(String name, String text) {
          return Optional.empty();
        }
      };

  /**
   * The parameters that a profile knows, by name; empty if there is no such profile, or nothing can
   * be made of its text.
   *
   * @param installed the text that the cluster has for that name; empty for none
   */
  Optional<Map<String, KnownParameter>> of(String name, Optional<String> installed);

  /** What is wrong with a profile that shall be installed, and what to do; empty for nothing. */
  Optional<String> problem(String name, String text);
}
