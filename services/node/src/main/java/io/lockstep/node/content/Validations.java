package io.lockstep.node.content;

import io.lockstep.materialize.content.ContentCheck;
import io.lockstep.materialize.content.FolderWriter;
import io.lockstep.materialize.content.Selection;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the files of a folder have to be, and which are known to be that. One thread. */
final class Validations {
  private final List<Map.Entry<Selection, Validation>> kinds = new ArrayList<>();
  private final Map<String, String> valid = new HashMap<>();
  private final ContentCheck check;

  Validations(FolderSpec spec, ContentCheck check) {
    this.check = check;
    spec.validate()
        .forEach(
            (glob, kind) -> kinds.add(Map.entry(new Selection(List.of(glob), List.of()), kind)));
  }

  /** What a path has to be; empty for anything. Any thread. */
  Optional<Validation> of(String path) {
    return kinds.stream()
        .filter(each -> each.getKey().takes(path))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Why a file is not taken; null if it is.
   *
   * @throws IOException if it cannot be read
   */
  String problem(String path, Path file, String sha256) throws IOException {
    Optional<Validation> kind = of(path);
    if (kind.isEmpty() || sha256.equals(valid.get(path))) {
      return null;
    }
    Optional<String> problem = check.problem(kind.get(), file);
    if (problem.isEmpty()) {
      valid.put(path, sha256);
      return null;
    }
    return FolderWriter.invalid(kind.get(), problem.get());
  }
}
