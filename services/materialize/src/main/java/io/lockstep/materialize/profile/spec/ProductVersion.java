package io.lockstep.materialize.profile.spec;

/**
 * Where an installed product says its version.
 *
 * @param file relative to the folder of managed files
 * @param pattern a regular expression that finds it; its first group is the version
 */
public record ProductVersion(String file, String pattern) {}
