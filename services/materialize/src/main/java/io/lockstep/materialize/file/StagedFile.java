package io.lockstep.materialize.file;

import java.nio.file.Path;

/**
 * A file that is whole on the device and not yet in its place.
 *
 * @param path where it goes, in the managed folder
 * @param temporary where it is
 * @param target where it goes, on disk; in the same directory
 */
public record StagedFile(String path, Path temporary, Path target) {}
