package io.lockstep.materialize.manifest;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which files were written, from what. Immutable.
 *
 * @param revision the revision of the image that they were made from; 0 for none
 * @param profile name of the profile that made them; empty for none
 * @param files the files by path
 */
public record Manifest(long revision, String profile, SortedMap<String, ManifestEntry> files) {

  /** Nothing is known to have been written. */
  public static final Manifest NONE = new Manifest(0, "", new TreeMap<>());

  /** Copies the map. */
  public Manifest {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** A manifest of entries, each path once. */
  public static Manifest of(long revision, String profile, Iterable<ManifestEntry> entries) {
    Map<String, ManifestEntry> files = new TreeMap<>();
    entries.forEach(entry -> files.put(entry.path(), entry));
    return new Manifest(revision, profile, new TreeMap<>(files));
  }

  /** What was written at a path. */
  public Optional<ManifestEntry> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Whether another manifest has the same files of the same profile, at whatever revision. */
  public boolean sameFiles(Manifest other) {
    return profile.equals(other.profile) && files.equals(other.files);
  }
}
