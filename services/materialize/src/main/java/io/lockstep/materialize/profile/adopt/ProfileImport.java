package io.lockstep.materialize.profile.adopt;

import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.OpenedText;
import io.lockstep.materialize.profile.SecretUnopenedException;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.definition.ContentDefinition;
import io.lockstep.materialize.profile.definition.OutputDefinition;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.spec.Glob;
import io.lockstep.materialize.servers.MalformedServersException;
import io.lockstep.materialize.servers.ServersFile;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.decide.ProfileNames;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Reads the files of a product the way that a profile would write them: values bound to parameters,
 * files of parameters, the promotion order. For who takes an installation over, and for outputs
 * whose drift is adopted. Used once, by one thread.
 */
public final class ProfileImport {
  private final ProfileDefinition profile;
  private final Map<String, FoundValue> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private Optional<ServersFile> servers = Optional.empty();

  /** An import by a profile. */
  public ProfileImport(ProfileDefinition profile) {
    this.profile = profile;
  }

  /** All files of the profile that are there. */
  public FoundValues folder(ManagedFolder folder) {
    for (OutputDefinition output : profile.outputs()) {
      try {
        if (folder.state(output.path()).filter(there -> there.regular()).isPresent()) {
          read(output, folder.read(output.path()));
        }
      } catch (MaterializeException e) {
        problems.add(e.getMessage());
      }
    }
    return new FoundValues(List.copyOf(values.values()), servers, problems);
  }

  /** One file. */
  public FoundValues file(OutputDefinition output, byte[] bytes) {
    read(output, bytes);
    return new FoundValues(List.copyOf(values.values()), servers, problems);
  }

  private void read(OutputDefinition output, byte[] bytes) {
    try {
      if (output.content() instanceof ContentDefinition.Edited edited) {
        edited(output.path(), edited, bytes);
      } else if (output.content() instanceof ContentDefinition.Servers) {
        servers = Optional.of(ServersFile.parse(bytes));
      } else if (output.content() instanceof ContentDefinition.Parameters parameters) {
        parameters(output.path(), parameters, bytes);
      }
    } catch (MalformedFileException | MalformedServersException | IllegalArgumentException e) {
      problems.add("%s: %s; mend the file".formatted(output.path(), e.getMessage()));
    }
  }

  private void edited(String path, ContentDefinition.Edited edited, byte[] bytes) {
    Map<String, String> bound = new LinkedHashMap<>();
    edited
        .values()
        .forEach(
            (address, value) -> {
              value.parameter().ifPresent(parameter -> bound.put(address, parameter));
            });
    Map<String, FileValue> read = edited.format().read(bytes, bound.keySet());
    read.forEach((address, value) -> add(bound.get(address), value.text(), path, address));
  }

  private void parameters(String path, ContentDefinition.Parameters parameters, byte[] bytes) {
    List<Glob> include = parameters.include().stream().map(Glob::new).toList();
    List<Glob> exclude = parameters.exclude().stream().map(Glob::new).toList();
    Properties read = new Properties();
    try {
      read.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e); // it is read from memory
    }
    for (String name : new TreeSet<>(read.stringPropertyNames())) {
      boolean wanted =
          !ProfileNames.isAbout(name)
              && (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(name)))
              && exclude.stream().noneMatch(glob -> glob.matches(name));
      if (wanted) {
        add(name, read.getProperty(name), path, "");
      }
    }
  }

  /** Of a parameter that stands in two places, the first counts; another value is a problem. */
  private void add(String parameter, String value, String path, String address) {
    Optional<KnownParameter> known =
        Optional.ofNullable(profile.parameters().get(parameter))
            .or(() -> KnownParameters.get(parameter));
    boolean secret = known.map(KnownParameter::secret).orElse(false);
    Optional<String> problem = known.flatMap(of -> of.problem(value));
    if (problem.isPresent()) {
      problems.add("%s: %s".formatted(path, problem.get()));
      return;
    }
    FoundValue found = new FoundValue(parameter, value, secret, path, address);
    FoundValue first = values.putIfAbsent(parameter, found);
    if (first != null && !first.value().equals(value)) {
      problems.add(
          "%s has one value in %s and another in %s; the first counts"
              .formatted(parameter, first.where(), found.where()));
    }
  }

  /**
   * Values beside what holds on a node.
   *
   * @param secrets opens what is sealed; what it cannot open differs
   */
  public static List<ComparedValue> compare(
      List<FoundValue> found, ClusterImage image, NodeView node, Secrets secrets) {
    return found.stream().map(value -> compare(value, image, node, secrets)).toList();
  }

  private static ComparedValue compare(
      FoundValue found, ClusterImage image, NodeView node, Secrets secrets) {
    Optional<Entity> there =
        image.configuration().effective(found.parameter(), node.id(), node.site());
    if (there.isEmpty()) {
      return new ComparedValue(found, EntityKeys.SHARED, ComparedValue.State.NEW);
    }
    ConfigurationChanged value = there.get().payload(ConfigurationChanged.class);
    boolean same;
    try {
      String text =
          value.getSealed() == null
              ? value.getValue()
              : OpenedText.open(secrets, value.getSealed(), there.get().key());
      same = text.equals(found.value());
    } catch (SecretUnopenedException e) {
      same = false;
    }
    return new ComparedValue(
        found, value.getScope(), same ? ComparedValue.State.SAME : ComparedValue.State.DIFFERS);
  }
}
