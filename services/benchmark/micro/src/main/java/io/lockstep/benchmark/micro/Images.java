package io.lockstep.benchmark.micro;

import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.io.IOException;

/** Images as a node has them. */
public final class Images {
  private Images() {}

  /** An image with so many parameters, whose newest values were read from records. */
  public static ClusterImage read(int parameters) throws IOException, UnreadableRecordException {
    try (WrittenLog log = new WrittenLog(parameters)) {
      return Replay.apply(log.before, log.read);
    }
  }
}
