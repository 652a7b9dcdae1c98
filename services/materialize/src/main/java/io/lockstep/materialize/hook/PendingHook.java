package io.lockstep.materialize.hook;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A hook that has to run, as it is kept on disk.
 *
 * @param profile name of the profile that says so
 * @param hook its name
 * @param names what changed: output paths, and {@code content:FOLDER}
 * @param first the oldest revision with such a change
 * @param last the newest
 */
public record PendingHook(
    String profile, String hook, SortedSet<String> names, long first, long last) {
  /** Copies the names. */
  public PendingHook {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }
}
