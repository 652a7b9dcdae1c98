package io.lockstep.materialize.profile.yaml;

import io.lockstep.state.decide.BoundedPattern;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.KnownParameter.Type;
import io.lockstep.state.decide.KnownParameter.Where;
import io.lockstep.state.decide.KnownParameters;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code parameters} and {@code settings}. */
final class ParameterReader {
  private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}/]{1,255}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final List<String> TYPES =
      Arrays.stream(Type.values()).map(type -> type.name().toLowerCase(Locale.ROOT)).toList();
  private static final List<String> SCOPES = List.of("any", "shared", "node");

  private final Reading reading;
  private final String profile;

  ParameterReader(Reading reading, String profile) {
    this.reading = reading;
    this.profile = profile;
  }

  Map<String, KnownParameter> parameters(Fields root) {
    Map<String, KnownParameter> parameters = new LinkedHashMap<>();
    root.fields("parameters")
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (name, node) -> {
                          requireName(all.where(name), name);
                          Fields.of(node, "parameter " + name, reading.problems)
                              .ifPresent(fields -> parameters.put(name, parameter(name, fields)));
                        }));
    return parameters;
  }

  private void requireName(Node where, String name) {
    if (!NAME.matcher(name).matches() || name.contains("@site:") || name.contains("@node:")) {
      reading.problems.add(
          where,
          "\"%s\" cannot name a parameter".formatted(Problems.shown(name)),
          "a name has 1 to 255 characters without spaces, '/', \"@site:\" and \"@node:\"");
    } else if (KnownParameters.get(name).isPresent()) {
      reading.problems.add(
          where,
          "%s is Lockstep's own parameter".formatted(name),
          "take it out here; name it in values or settings as it is");
    }
  }

  private KnownParameter parameter(String name, Fields fields) {
    Type type =
        fields
            .choice("type", TYPES)
            .map(word -> Type.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Type.TEXT);
    String text = fields.required("text", "text: what the parameter is for");
    Optional<String> value = fields.text("default");
    Where where =
        fields
            .choice("scope", SCOPES)
            .map(word -> Where.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Where.ANY);
    boolean secret = fields.flag("secret");
    Optional<BoundedPattern> pattern = reading.pattern(fields, "pattern");
    BigDecimal minimum = bound(fields, "minimum", type);
    BigDecimal maximum = bound(fields, "maximum", type);
    if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
      reading.problems.add(
          fields.where("minimum"),
          "the minimum of %s is above its maximum".formatted(name),
          "exchange them");
    }
    List<String> values = values(name, fields, type);
    fields.close();
    KnownParameter parameter =
        new KnownParameter(
            name,
            type,
            value.orElse(null),
            minimum,
            maximum,
            values,
            where,
            secret,
            pattern.orElse(null),
            profile,
            text);
    value
        .flatMap(parameter::problem)
        .ifPresent(
            problem ->
                reading.problems.add(
                    fields.where("default"),
                    "the default of %s is none of its values".formatted(name),
                    "write " + parameter.bounds()));
    return parameter;
  }

  private List<String> values(String name, Fields fields, Type type) {
    List<String> values = fields.texts("values");
    if (type == Type.CHOICE && values.isEmpty()) {
      reading.problems.add(
          fields.where(), "choice " + name + " has no \"values\"", "write values: [red, green]");
    } else if (type != Type.CHOICE && fields.has("values")) {
      reading.problems.add(
          fields.where("values"), "\"values\" are for choices alone", "write type: choice");
    } else if (new LinkedHashSet<>(values).size() < values.size()) {
      reading.problems.add(
          fields.where("values"), "a value stands twice in " + name, "take one of them out");
    }
    return values;
  }

  private BigDecimal bound(Fields fields, String key, Type type) {
    Optional<String> text = fields.text(key);
    if (text.isEmpty()) {
      return null;
    }
    if (type != Type.INTEGER && type != Type.NUMBER) {
      reading.problems.add(
          fields.where(key), "\"" + key + "\" is for numbers alone", "write type: integer");
      return null;
    }
    if (!NUMBER.matcher(text.get()).matches()) {
      fields.wrong(key, text.get(), "a number of at most 18 digits");
      return null;
    }
    return new BigDecimal(text.get());
  }

  /** What the profile sets where it is taken into use. */
  Map<String, String> settings(Fields root, Map<String, KnownParameter> parameters) {
    Map<String, String> settings = new LinkedHashMap<>();
    root.fields("settings")
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (name, node) -> {
                          all.text(node, "setting " + name)
                              .ifPresent(
                                  value -> {
                                    requireSetting(node, name, value, parameters);
                                    settings.put(name, value);
                                  });
                        }));
    return settings;
  }

  private void requireSetting(
      Node node, String name, String value, Map<String, KnownParameter> parameters) {
    Optional<KnownParameter> known =
        Optional.ofNullable(parameters.get(name)).or(() -> KnownParameters.get(name));
    if (name.startsWith("Profile.") || name.equals(KnownParameters.PROFILES.key())) {
      reading.problems.add(
          node, "a profile cannot set " + Problems.shown(name), "leave that to profile use");
    } else if (known.isEmpty()) {
      reading.problems.add(
          node,
          "setting %s is no parameter of the profile or of Lockstep"
              .formatted(Problems.shown(name)),
          Spelling.remedy(name, References.names(parameters)));
    } else if (known.get().secret()) {
      reading.problems.add(
          node, name + " is secret and stands in the profile", "let who uses it set the value");
    } else {
      known
          .get()
          .problem(value)
          .ifPresent(
              problem ->
                  reading.problems.add(
                      node,
                      "%s cannot be \"%s\"".formatted(name, Problems.shown(value)),
                      "write " + known.get().bounds()));
    }
  }
}
