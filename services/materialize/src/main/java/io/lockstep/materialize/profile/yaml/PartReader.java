package io.lockstep.materialize.profile.yaml;

import io.lockstep.materialize.content.Selection;
import io.lockstep.materialize.profile.spec.ClusterStateSpec;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.materialize.profile.spec.ProductVersion;
import io.lockstep.materialize.profile.spec.RoleSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the product, roles, content folders, hooks, the duty and the cluster's state. */
final class PartReader {
  private static final List<String> VALIDATIONS = List.of("xml", "toml", "yaml", "json");
  private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,5}");

  private final Reading reading;

  PartReader(Reading reading) {
    this.reading = reading;
  }

  Optional<ProductVersion> product(Fields root) {
    Optional<Fields> product = root.fields("product");
    Optional<ProductVersion> read =
        product
            .flatMap(fields -> fields.fields("version"))
            .map(
                fields -> {
                  String file = reading.path(fields, "file");
                  fields.required("pattern", "pattern: \"version=(\\\\S+)\"");
                  String pattern =
                      reading.pattern(fields, "pattern").map(p -> p.text()).orElse("(.*)");
                  if (Pattern.compile(pattern).matcher("").groupCount() == 0) {
                    reading.problems.add(
                        fields.where("pattern"),
                        "the pattern of the version has no group",
                        "put the version in parentheses, such as version=(\\\\S+)");
                  }
                  fields.close();
                  return new ProductVersion(file, pattern);
                });
    product.ifPresent(Fields::close);
    return read;
  }

  List<RoleSpec> roles(Fields root) {
    List<RoleSpec> roles = new ArrayList<>();
    Optional<Fields> all = root.fields("roles");
    all.ifPresent(
        names ->
            names
                .all()
                .forEach(
                    (name, node) ->
                        Fields.of(node, "role " + Problems.shown(name), reading.problems)
                            .ifPresent(fields -> roles.add(role(name, fields)))));
    all.ifPresent(names -> References.roles(names, roles, reading.problems));
    return roles;
  }

  private RoleSpec role(String name, Fields fields) {
    List<String> after = fields.texts("after");
    Optional<String> minimum = fields.text("minimum");
    String text = fields.text("text").orElse("");
    fields.close();
    if (minimum.isPresent() && !COUNT.matcher(minimum.get()).matches()) {
      fields.wrong("minimum", minimum.get(), "a whole number from 0 to 99999");
      minimum = Optional.empty();
    }
    return new RoleSpec(name, after, minimum.map(Integer::parseInt).orElse(0), text);
  }

  List<FolderSpec> folders(Fields root) {
    List<FolderSpec> folders = new ArrayList<>();
    for (Node node : root.list("content")) {
      Fields.of(node, "a content folder", reading.problems)
          .ifPresent(
              fields -> {
                FolderSpec folder = folder(fields);
                for (FolderSpec other : folders) {
                  if (other.name().equals(folder.name())) {
                    reading.problems.add(
                        fields.where("folder"),
                        "two content folders are called " + Problems.shown(folder.name()),
                        "rename one of them");
                  }
                }
                folders.add(folder);
              });
    }
    return folders;
  }

  private FolderSpec folder(Fields fields) {
    String name = fields.required("folder", "folder: its name in the cluster");
    if (fields.has("folder") && !FOLDER.matcher(name).matches()) {
      fields.wrong("folder", name, "1 to 63 letters, digits, '.', '_' and '-'");
    }
    String path = reading.path(fields, "path");
    List<String> include = globs(fields, "include", fields.texts("include"));
    List<String> exclude = globs(fields, "exclude", fields.texts("exclude"));
    Map<String, Validation> validate = new LinkedHashMap<>();
    fields
        .fields("validate")
        .ifPresent(
            all -> {
              for (String glob : globs(fields, "validate", List.copyOf(all.all().keySet()))) {
                all.choice(glob, VALIDATIONS)
                    .ifPresent(
                        word ->
                            validate.put(glob, Validation.valueOf(word.toUpperCase(Locale.ROOT))));
              }
            });
    List<String> roles = reading.roles(fields);
    fields.close();
    return new FolderSpec(name, path, include, exclude, validate, roles);
  }

  /** Those that are globs; the nodes could not go by the others. */
  private List<String> globs(Fields fields, String key, List<String> globs) {
    List<String> good = new ArrayList<>();
    for (String glob : globs) {
      try {
        new Selection(List.of(glob), List.of());
        good.add(glob);
      } catch (IllegalArgumentException e) {
        reading.problems.add(
            fields.where(key),
            Problems.shown(e.getMessage()),
            "close its brackets, or put a \\ before one that is meant as it is");
      }
    }
    return good;
  }

  List<HookSpec> hooks(Fields root, String profile) {
    List<HookSpec> hooks = new ArrayList<>();
    for (Node node : root.list("hooks")) {
      Fields.of(node, "a hook", reading.problems)
          .ifPresent(
              fields -> {
                HookSpec hook = hook(fields, profile);
                if (hooks.stream().anyMatch(other -> other.name().equals(hook.name()))) {
                  reading.problems.add(
                      fields.where("name"),
                      "two hooks are called " + Problems.shown(hook.name()),
                      "rename one of them");
                }
                hooks.add(hook);
              });
    }
    return hooks;
  }

  private HookSpec hook(Fields fields, String profile) {
    String name = fields.required("name", "name: reload");
    List<String> after = fields.texts("after");
    fields.require("command", "command: [bin/shop, reload]");
    List<String> command = reading.command(fields, "command");
    Duration timeout = reading.duration(fields, "timeout", HookSpec.TIMEOUT, Duration.ofMillis(1));
    Duration debounce = reading.duration(fields, "debounce", HookSpec.DEBOUNCE, Duration.ZERO);
    Optional<String> user = fields.text("user");
    List<String> roles = reading.roles(fields);
    fields.close();
    return new HookSpec(profile, name, after, command, timeout, debounce, user, roles);
  }

  Optional<String> duty(Fields root) {
    return root.fields("duty")
        .map(
            fields -> {
              String file = reading.path(fields, "file");
              fields.close();
              return file;
            });
  }

  Optional<ClusterStateSpec> clusterState(Fields root) {
    return root.fields("cluster-state")
        .map(
            fields -> {
              String file = reading.path(fields, "file");
              String lastSync = fields.text("last-sync").orElse("");
              if (!lastSync.isEmpty()) {
                reading.requirePath(fields.where("last-sync"), lastSync);
              }
              fields.close();
              return new ClusterStateSpec(file, lastSync);
            });
  }
}
