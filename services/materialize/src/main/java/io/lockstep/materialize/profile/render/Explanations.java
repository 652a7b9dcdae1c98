package io.lockstep.materialize.profile.render;

import io.lockstep.materialize.profile.definition.ContentDefinition;
import io.lockstep.materialize.profile.definition.OutputDefinition;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which part of a profile takes a name in, and which leaves it out. Without state. */
final class Explanations {
  private Explanations() {}

  /** Sentences on a parameter, a file or a path in a folder, for a node with these roles. */
  static List<String> of(ProfileDefinition profile, List<String> roles, String name) {
    List<String> sentences = new ArrayList<>();
    for (OutputDefinition output : profile.outputs()) {
      boolean here = DefinedProfile.meant(output.roles(), roles);
      if (output.path().equals(name)) {
        sentences.add(
            here
                ? "profile %s makes the file".formatted(profile.name())
                : "profile %s makes the file on nodes with a role of %s, of which this has none"
                    .formatted(profile.name(), String.join(", ", output.roles())));
      } else if (here) {
        parameter(output, name).ifPresent(sentences::add);
      }
    }
    for (FolderSpec folder : profile.folders()) {
      path(folder, roles, name).ifPresent(sentences::add);
    }
    return List.copyOf(sentences);
  }

  private static Optional<String> parameter(OutputDefinition output, String name) {
    if (output.content() instanceof ContentDefinition.Edited edited) {
      return edited.values().entrySet().stream()
          .filter(value -> value.getValue().parameter().equals(Optional.of(name)))
          .map(value -> "stands in %s at %s".formatted(output.path(), value.getKey()))
          .findFirst();
    }
    if (output.content() instanceof ContentDefinition.Parameters all) {
      return all.include().isEmpty() && all.exclude().isEmpty()
          ? Optional.empty() // says nothing of one name more than of another
          : Optional.of(rule(all.include(), all.exclude(), name, output.path()));
    }
    return Optional.empty();
  }

  private static Optional<String> path(FolderSpec folder, List<String> roles, String name) {
    String prefix = folder.path() + "/";
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    String where = "folder " + folder.name();
    return Optional.of(
        DefinedProfile.meant(folder.roles(), roles)
            ? rule(folder.include(), folder.exclude(), name.substring(prefix.length()), where)
            : "left out: %s is for nodes with a role of %s"
                .formatted(where, String.join(", ", folder.roles())));
  }

  /** Exclude wins. */
  private static String rule(
      List<String> include, List<String> exclude, String name, String where) {
    Optional<String> out = first(exclude, name);
    if (out.isPresent()) {
      return "left out of %s by exclude \"%s\"".formatted(where, out.get());
    }
    if (include.isEmpty()) {
      return "taken into %s, which includes all".formatted(where);
    }
    return first(include, name)
        .map(glob -> "taken into %s by include \"%s\"".formatted(where, glob))
        .orElse("left out of %s, since no include matches".formatted(where));
  }

  private static Optional<String> first(List<String> globs, String name) {
    return globs.stream().filter(glob -> new Glob(glob).matches(name)).findFirst();
  }
}
