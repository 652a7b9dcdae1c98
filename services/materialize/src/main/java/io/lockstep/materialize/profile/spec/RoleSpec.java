package io.lockstep.materialize.profile.spec;

import java.util.List;

/**
 * A role of the managed product.
 *
 * @param name the role, as members have it
 * @param after roles of which an active holder is waited for first
 * @param minimum fewest nodes that shall be available with it; 0 for any
 * @param text what it is for
 */
public record RoleSpec(String name, List<String> after, int minimum, String text) {
  /** Copies the list. */
  public RoleSpec {
    after = List.copyOf(after);
  }
}
