package io.lockstep.materialize.plan;

import io.lockstep.materialize.profile.Output;
import java.util.Optional;

/**
 * What happens to one file.
 *
 * @param path in the managed folder
 * @param action what happens
 * @param before SHA-256 of the bytes there now, lower-case hexadecimal; null for none, empty for
 *     what is not a regular file
 * @param after SHA-256 of the bytes there afterwards; null for none
 * @param wanted the file as it shall be; empty where it shall not be, where it shall not be but
 *     stays, because somebody changed it by hand, and where nobody can say how it shall be
 * @param drifted whether what stands there now is not what was written
 * @param problem why nobody can say how it shall be; null where that is known
 */
public record PlannedFile(
    String path,
    Action action,
    String before,
    String after,
    Optional<Output> wanted,
    boolean drifted,
    String problem) {}
