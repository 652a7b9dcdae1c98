package io.lockstep.state.decide;

import io.lockstep.schema.FormatRaised;
import io.lockstep.schema.Member;
import io.lockstep.schema.RaiseFormat;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.List;

/** Decides the format level. */
final class FormatDecider {
  private FormatDecider() {}

  static List<Object> raise(ClusterImage image, RaiseFormat raise) {
    int level = raise.getLevel();
    if (level <= image.formatLevel() || level > ClusterImage.SUPPORTED_FORMAT) {
      throw new RefusedException(
          Codes.INVALID_FORMAT,
          EntityKeys.FORMAT,
          "the format level is %d and can be raised up to %d, not to %d"
              .formatted(image.formatLevel(), ClusterImage.SUPPORTED_FORMAT, level));
    }
    for (Member member : image.members().present()) {
      if (member.getFormatLevel() < level) {
        throw new RefusedException(
            Codes.FORMAT_NOT_SUPPORTED,
            EntityKeys.node(member.getId()),
            "node \"%s\" reads format level %d only; run a newer version on it first"
                .formatted(member.getId(), member.getFormatLevel()));
      }
    }
    return List.of(new FormatRaised(level));
  }
}
