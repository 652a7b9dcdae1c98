package io.lockstep.node.primary;

import io.lockstep.node.observe.Liveness;
import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.util.List;

/** Which removals every member has passed, so that tombstones may follow them. */
final class Tombstones {
  private static final int AT_ONCE = 1_000;

  private Tombstones() {}

  /** Keys of removed entities whose removal every member has applied, at most 1,000. */
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
    List<String> keys = Replay.forgettable(image, passed);
    return keys.subList(0, Math.min(keys.size(), AT_ONCE));
  }
}
