package io.lockstep.node.primary;

import io.lockstep.node.observe.Liveness;
import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.ArrayList;
import java.util.List;

/** Which removals every member has passed, so that tombstones may follow them. */
final class Tombstones {
  private static final int AT_ONCE = 1_000;

  private Tombstones() {}

  /**
   * Keys of removed entities whose removal every member has applied. Not the newest event of all:
   * it carries the digest by which whoever reads the log from its start sees that nothing is
   * missing.
   */
  static List<String> due(ClusterImage image, Liveness liveness) {
    if (image.removals().size() == 0) {
      return List.of();
    }
    long passed = Long.MAX_VALUE;
    for (Member member : image.members().present()) {
      passed =
          Math.min(
              passed,
              liveness.last(member.getId()).map(s -> s.report().getReceivedRevision()).orElse(0L));
    }
    List<String> keys = new ArrayList<>();
    for (Entity removal : image.removals().sorted()) {
      if (removal.revision() <= passed
          && removal.revision() < image.revision()
          && keys.size() < AT_ONCE) {
        keys.add(removal.key());
      }
    }
    return keys;
  }
}
