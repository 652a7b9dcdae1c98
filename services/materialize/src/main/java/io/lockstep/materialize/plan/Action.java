package io.lockstep.materialize.plan;

import java.util.Locale;

/** What happens to a file. */
public enum Action {
  /** It is not there and will be. */
  CREATE,
  /** It is there and will have other bytes or another mode. */
  REPLACE,
  /** It stays untouched. */
  KEEP,
  /** It is there and will not be. */
  REMOVE;

  /** As the HTTP API spells it: {@code create}, {@code replace}, {@code keep}, {@code remove}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
