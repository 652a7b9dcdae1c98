package io.lockstep.materialize.profile.yaml;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses YAML of strangers into nodes that know their lines; bounded in size and depth. */
final class YamlTree {
  /** Most bytes of a profile. */
  static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_DEPTH = 16;

  private YamlTree() {}

  /** The document's root; empty with problems where there is none. */
  static Optional<Node> parse(String text, Problems problems) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      problems.add(
          1,
          "the profile has %d bytes, at most %d are allowed".formatted(bytes, MAX_BYTES),
          "keep large texts as managed content");
      return Optional.empty();
    }
    LoadSettings settings = LoadSettings.builder().setLabel("profile").setUseMarks(true).build();
    try {
      if (!isBounded(new Parse(settings).parseString(text), problems)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(1, "the profile is empty", "begin with \"profile: NAME\"");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().or(e::getContextMark).map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(
          line,
          "no YAML: "
              + Problems.shown(e.getProblem() == null ? "it ends too soon" : e.getProblem()),
          "mend the indentation, the quotes or the brackets");
    } catch (YamlEngineException e) {
      problems.add(
          1,
          "no YAML: " + Problems.shown(String.valueOf(e.getMessage())),
          "write it as YAML, UTF-8");
    }
    return Optional.empty();
  }

  /** Looks at the events, which the parser makes without recursion, before nodes are made. */
  private static boolean isBounded(Iterable<Event> events, Problems problems) {
    int depth = 0;
    int documents = 0;
    for (Event event : events) {
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
      if (event instanceof AliasEvent) {
        problems.add(line, "an alias, *NAME", "write the value out where it is used");
        return false;
      } else if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        problems.add(line, "it is nested more than " + MAX_DEPTH + " deep", "write it flatter");
        return false;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof DocumentStartEvent && ++documents > 1) {
        problems.add(
            line, "a second document begins", "take out the \"---\", a file has one profile");
        return false;
      }
    }
    return true;
  }
}
