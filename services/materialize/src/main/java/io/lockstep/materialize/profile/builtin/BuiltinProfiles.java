package io.lockstep.materialize.profile.builtin;

import io.lockstep.materialize.profile.yaml.ProfileReader;
import io.lockstep.materialize.profile.yaml.ReadProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The profiles that Lockstep brings along: the YAML files beside the resource {@code
 * builtin/index}, which names each in a line. Each is read when it is first asked for: most nodes
 * need none, and to read all takes a tenth of a start. Any thread.
 */
public final class BuiltinProfiles {
  /** The one that holds where nothing else was said; made by code. */
  public static final String STANDARD = "standard";

  private static final String FOLDER = "/io/lockstep/materialize/profile/builtin/";

  private static final class Shared {
    static final BuiltinProfiles INSTANCE = new BuiltinProfiles(FOLDER);
  }

  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, ReadProfile> read = new HashMap<>();

  BuiltinProfiles(String folder) {
    for (String name : resource(folder + "index").lines().map(String::strip).toList()) {
      if (!name.isEmpty() && !name.startsWith("#")) {
        texts.put(name, resource(folder + name + ".yaml"));
      }
    }
  }

  /** All of this version. */
  public static BuiltinProfiles all() {
    return Shared.INSTANCE;
  }

  /** Their names. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(texts.keySet()));
  }

  /** The YAML of one; empty if there is none of that name. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** One, read; empty if there is none of that name. */
  public Optional<ReadProfile> profile(String name) {
    String text = texts.get(name);
    if (text == null) {
      return Optional.empty();
    }
    synchronized (read) {
      return Optional.of(read.computeIfAbsent(name, first -> new ProfileReader().read(text)));
    }
  }

  private static String resource(String path) {
    try (InputStream in = BuiltinProfiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + path + " is missing in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the order of their names. */
  @Override
  public String toString() {
    return List.copyOf(texts.keySet()).toString();
  }
}
