package io.lockstep.status.streams;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a status is the present one.
 *
 * @param asOf when it was last known to be
 * @param stale why it is not known to be any more; empty while it is
 */
public record Freshness(Instant asOf, Optional<String> stale) {}
