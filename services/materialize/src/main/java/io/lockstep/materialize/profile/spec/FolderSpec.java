package io.lockstep.materialize.profile.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder that is kept the same on all nodes.
 *
 * @param name its name in the cluster
 * @param path the folder, relative to the folder of managed files, segments separated by '/'
 * @param include globs of paths in it that take part; exclude wins
 * @param exclude globs of paths in it that do not
 * @param validate by glob, what must be well-formed before it is seen; the first that matches
 *     counts
 * @param roles nodes with any of these roles have it; empty for all
 */
public record FolderSpec(
    String name,
    String path,
    List<String> include,
    List<String> exclude,
    Map<String, Validation> validate,
    List<String> roles) {

  /** What a file has to be. */
  public enum Validation {
    /** Well-formed XML. */
    XML,
    /** TOML 1.0. */
    TOML,
    /** One or more YAML documents. */
    YAML,
    /** One JSON value. */
    JSON
  }

  /** Copies the collections. */
  public FolderSpec {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    validate = Collections.unmodifiableMap(new LinkedHashMap<>(validate));
    roles = List.copyOf(roles);
  }

  /** Whether a path in the folder of managed files is the folder, or takes part in it. */
  public boolean takesPart(String file) {
    if (!file.startsWith(path + "/")) {
      return file.equals(path);
    }
    String inFolder = file.substring(path.length() + 1);
    boolean included =
        include.isEmpty() || include.stream().anyMatch(glob -> new Glob(glob).matches(inFolder));
    return included && exclude.stream().noneMatch(glob -> new Glob(glob).matches(inFolder));
  }
}
