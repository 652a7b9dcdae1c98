package io.lockstep.trust.token;

import java.util.Locale;
import java.util.Optional;

/** What a session may do. */
public enum Role {
  /** Everything. */
  ADMIN,
  /** Change configuration, content and duty; not trust and membership. */
  OPERATOR,
  /** Read; never a secret. */
  VIEWER,
  /** What one node asks of another. */
  NODE;

  /** Its name in tokens and settings: lower-case letters. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name. */
  public static Optional<Role> of(String label) {
    for (Role role : values()) {
      if (role.label().equals(label)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
