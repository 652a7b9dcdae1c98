package io.lockstep.cli.client;

import java.util.List;

/** Parameters as a node knew them at a revision. */
public record ConfigurationPage(long revision, List<ConfigurationItem> items) {
  /** Never null. */
  public ConfigurationPage {
    items = items == null ? List.of() : List.copyOf(items);
  }
}
