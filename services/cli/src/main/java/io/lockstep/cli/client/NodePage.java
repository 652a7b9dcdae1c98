package io.lockstep.cli.client;

import java.util.List;

/** Members as a node knew them at a revision. */
public record NodePage(long revision, List<NodeItem> items) {
  /** Never null. */
  public NodePage {
    items = items == null ? List.of() : List.copyOf(items);
  }
}
