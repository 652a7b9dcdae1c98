package io.lockstep.node.snapshot;

import io.lockstep.state.image.ClusterImage;
import java.time.Instant;

/**
 * An image on disk.
 *
 * @param offset in {@code events} from which a restart reads on
 * @param time when it was written
 */
public record Snapshot(ClusterImage image, long offset, Instant time) {}
