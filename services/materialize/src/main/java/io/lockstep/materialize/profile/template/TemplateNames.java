package io.lockstep.materialize.profile.template;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a template asks for: those that {@link TemplateData} has, and what loops and
 * variables name. Another one would hold the file on every node, which the check says before. A tag
 * that says what holds without a value ({@code !}, {@code ??}) may ask for anything. Pure.
 */
final class TemplateNames {
  private static final Set<String> CLUSTER = Set.of("name", "mode", "maintenance");
  private static final Set<String> PRIMARY = Set.of("node", "host", "epoch");
  private static final Set<String> MEMBER =
      Set.of(
          "id",
          "host",
          "url",
          "adminUrl",
          "site",
          "roles",
          "attributes",
          "active",
          "primary",
          "self",
          "hasRole",
          "parameter");
  private static final Map<String, Set<String>> FIELDS =
      Map.of("cluster", CLUSTER, "primary", PRIMARY, "node", MEMBER, "member", MEMBER);

  private static final Set<String> WORDS =
      Set.of("as", "in", "using", "true", "false", "gt", "gte", "lt", "lte", "and", "or", "not");
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\w$@.?])(?<![.?]\\s{1,9})([A-Za-z_]\\w*)(?:\\s*\\.\\s*([A-Za-z]\\w*))?");
  private static final Pattern LOOP = Pattern.compile("\\bas\\s+(\\w+)(?:\\s*,\\s*(\\w+))?");
  private static final Pattern OF_MEMBERS =
      Pattern.compile("\\s*members\\b(?!.*\\?\\s*map\\b).*\\bas\\s+(\\w+)\\s*", Pattern.DOTALL);
  private static final Pattern VARIABLE = Pattern.compile("\\s*([A-Za-z]\\w*)\\s*[-+*]?=");
  private static final Pattern LAMBDA = Pattern.compile("(\\w+)\\s*\\)?\\s*->");
  private static final Pattern OPTIONAL = Pattern.compile("\\?\\?|[\\w)\\]}\"]\\s*!(?!=)");

  private TemplateNames() {}

  /**
   * Refuses a name that nothing has.
   *
   * @throws InvalidTemplateException with its line
   */
  static void require(List<TemplatePart> parts) throws InvalidTemplateException {
    Set<String> named = named(parts);
    Set<String> members = new HashSet<>();
    for (TemplatePart part : parts) {
      Matcher ofMembers = OF_MEMBERS.matcher(part.code());
      if (part.name().equals("list") && ofMembers.matches()) {
        members.add(ofMembers.group(1));
      }
    }
    for (TemplatePart part : parts) {
      if (!OPTIONAL.matcher(part.code()).find()) {
        require(part, named, members);
      }
    }
  }

  /** What loops, variables and functions of filters name, wherever. */
  private static Set<String> named(List<TemplatePart> parts) {
    Set<String> named = new HashSet<>();
    for (TemplatePart part : parts) {
      Matcher loop = LOOP.matcher(part.code());
      while (loop.find()) {
        named.add(loop.group(1));
        named.add(loop.group(1) + "_index");
        named.add(loop.group(1) + "_has_next");
        named.add(loop.group(2));
      }
      Matcher variable = VARIABLE.matcher(part.code());
      if (part.name().equals("assign") && variable.lookingAt()) {
        named.add(variable.group(1));
      }
      Matcher lambda = LAMBDA.matcher(part.code());
      while (lambda.find()) {
        named.add(lambda.group(1));
      }
    }
    return named;
  }

  private static void require(TemplatePart part, Set<String> named, Set<String> members)
      throws InvalidTemplateException {
    Matcher matcher = NAME.matcher(part.code());
    while (matcher.find()) {
      String name = matcher.group(1);
      boolean own = named.contains(name);
      Set<String> fields = own ? (members.contains(name) ? MEMBER : null) : FIELDS.get(name);
      if (!own
          && fields == null
          && !WORDS.contains(name)
          && !name.equals("members")
          && !name.equals("parameter")) {
        throw new InvalidTemplateException(
            part.line(),
            "there is no \"%s\" for templates".formatted(name),
            "they see cluster, primary, node, members, member, parameter('NAME') and what"
                + " [#list … as NAME] and [#assign NAME = …] name");
      }
      if (fields != null && matcher.group(2) != null && !fields.contains(matcher.group(2))) {
        throw new InvalidTemplateException(
            part.line(),
            "%s has no \"%s\"".formatted(name, matcher.group(2)),
            "it has " + String.join(", ", fields.stream().sorted().toList()));
      }
    }
  }
}
