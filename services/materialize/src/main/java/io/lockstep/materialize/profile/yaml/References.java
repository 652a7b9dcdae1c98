package io.lockstep.materialize.profile.yaml;

import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.Glob;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.KnownParameters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Looks whether what a profile's parts name is there, and is there once. */
final class References {
  private final Fields root;
  private final Reading reading;
  private final ProfileDefinition profile;

  References(Fields root, Reading reading, ProfileDefinition profile) {
    this.root = root;
    this.reading = reading;
    this.profile = profile;
  }

  void require() {
    parameters();
    roles();
    paths();
    folders();
    hooks();
  }

  /** The names that a profile may use. */
  static Collection<String> names(Map<String, KnownParameter> parameters) {
    Set<String> names = new LinkedHashSet<>(parameters.keySet());
    KnownParameters.all().forEach(known -> names.add(known.key()));
    return names;
  }

  /** Looks whether roles wait for roles that there are, and none for itself. */
  static void roles(Fields all, List<RoleSpec> roles, Problems problems) {
    Map<String, RoleSpec> named = new HashMap<>();
    roles.forEach(role -> named.put(role.name(), role));
    for (RoleSpec role : roles) {
      for (String after : role.after()) {
        if (!named.containsKey(after)) {
          problems.add(
              all.where(role.name()),
              "role %s waits for \"%s\", which is no role"
                  .formatted(role.name(), Problems.shown(after)),
              Spelling.remedy(after, named.keySet()));
        }
      }
      if (waitsFor(role.name(), role, named, new HashSet<>())) {
        problems.add(
            all.where(role.name()),
            "role %s waits for itself".formatted(role.name()),
            "take one role out of the circle of \"after\"");
      }
    }
  }

  private static boolean waitsFor(
      String name, RoleSpec role, Map<String, RoleSpec> named, Set<String> seen) {
    for (String after : role.after()) {
      if (after.equals(name)
          || named.containsKey(after)
              && seen.add(after)
              && waitsFor(name, named.get(after), named, seen)) {
        return true;
      }
    }
    return false;
  }

  private void parameters() {
    for (Reading.Use use : reading.parameters) {
      if (!profile.parameters().containsKey(use.name())
          && KnownParameters.get(use.name()).isEmpty()
          && !use.name().equals("Cluster.Crypto.keystorePassword")) {
        reading.problems.add(
            use.where(),
            "\"%s\" is no parameter of the profile or of Lockstep"
                .formatted(Problems.shown(use.name())),
            Spelling.nearest(use.name(), names(profile.parameters()))
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("say under parameters what it is"));
      }
    }
  }

  private void roles() {
    Set<String> names = new TreeSet<>();
    profile.roles().forEach(role -> names.add(role.name()));
    for (Reading.Use use : reading.roles) {
      if (!names.contains(use.name())) {
        reading.problems.add(
            use.where(),
            "\"%s\" is no role of the profile".formatted(Problems.shown(use.name())),
            names.isEmpty() ? "say under roles what it is" : Spelling.remedy(use.name(), names));
      }
    }
  }

  /** A path, and where it is written. */
  private Map<String, List<Node>> written() {
    Map<String, List<Node>> written = new LinkedHashMap<>();
    for (Node output : root.list("outputs")) {
      Fields.of(output, "an output", new Problems())
          .ifPresent(
              fields ->
                  fields.text("path").ifPresent(path -> put(written, path, fields.where("path"))));
    }
    profile.duty().ifPresent(path -> put(written, path, root.where("duty")));
    profile
        .clusterState()
        .ifPresent(
            state ->
                Stream.of(state.file(), state.lastSync())
                    .filter(path -> !path.isEmpty())
                    .forEach(path -> put(written, path, root.where("cluster-state"))));
    return written;
  }

  private static void put(Map<String, List<Node>> written, String path, Node where) {
    written.computeIfAbsent(path, none -> new ArrayList<>()).add(where);
  }

  private void paths() {
    written()
        .forEach(
            (path, places) -> {
              if (places.size() > 1) {
                reading.problems.add(
                    places.get(1),
                    "the profile makes %s twice".formatted(Problems.shown(path)),
                    "put what stands in it in one output");
              }
              for (FolderSpec folder : profile.folders()) {
                if (folder.takesPart(path)) {
                  reading.problems.add(
                      places.get(0),
                      "%s is inside of content folder %s"
                          .formatted(Problems.shown(path), Problems.shown(folder.name())),
                      "exclude it there, or let it be content alone");
                }
              }
            });
  }

  private void folders() {
    List<Node> places = root.list("content");
    for (int i = 0; i < profile.folders().size(); i++) {
      for (int j = 0; j < profile.folders().size(); j++) {
        FolderSpec inner = profile.folders().get(i);
        FolderSpec outer = profile.folders().get(j);
        boolean same = inner.path().equals(outer.path()) && i > j;
        if (same || inner.path().startsWith(outer.path() + "/")) {
          reading.problems.add(
              places.get(i),
              "content folder %s is inside of %s"
                  .formatted(Problems.shown(inner.name()), Problems.shown(outer.name())),
              "make one folder of them");
        }
      }
    }
  }

  private void hooks() {
    Set<String> paths = written().keySet();
    List<Node> places = root.list("hooks");
    for (int i = 0; i < profile.hooks().size(); i++) {
      for (String after : profile.hooks().get(i).after()) {
        boolean matches =
            after.startsWith(HookSpec.CONTENT)
                ? profile.folders().stream()
                    .anyMatch(
                        folder ->
                            new Glob(after.substring(HookSpec.CONTENT.length()))
                                .matches(folder.name()))
                : paths.stream().anyMatch(path -> new Glob(after).matches(path));
        if (!matches) {
          reading.problems.add(
              places.get(i),
              "hook %s follows \"%s\", which is no output or folder of the profile"
                  .formatted(Problems.shown(profile.hooks().get(i).name()), Problems.shown(after)),
              Spelling.remedy(after, targets(paths)));
        }
      }
    }
  }

  private List<String> targets(Set<String> paths) {
    return Stream.concat(
            paths.stream(),
            profile.folders().stream().map(folder -> HookSpec.CONTENT + folder.name()))
        .toList();
  }
}
