package io.lockstep.materialize.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** YAML documents whose aliases lead somewhere and do not multiply without bound. */
final class YamlCheck {
  /** Collections within each other. */
  static final int MAX_DEPTH = 200;

  /** Nodes that a document may have once its aliases are followed. */
  static final long MAX_NODES = 10_000_000;

  /** Anchors in a document. */
  static final int MAX_ANCHORS = 10_000;

  /** Characters of a document: a single text of it is held whole. */
  static final int MAX_DOCUMENT = 16 * 1024 * 1024;

  private record Open(Optional<Anchor> anchor, long nodesBefore) {}

  private final Map<Anchor, Long> nodesByAnchor = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private long nodes;

  private YamlCheck() {}

  static Optional<Problem> check(InputStream in) throws IOException {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_DOCUMENT).build();
    PlacedReader reader =
        new PlacedReader(in, StandardCharsets.UTF_8, YamlCheck::isRefused, Long.MAX_VALUE);
    YamlCheck check = new YamlCheck();
    try {
      ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, reader));
      while (!parser.checkEvent(Event.ID.StreamEnd)) {
        Event event = parser.next();
        Optional<String> problem = check.take(event);
        if (problem.isPresent()) {
          return Optional.of(problem(event.getStartMark(), problem.get()));
        }
      }
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      return Optional.of(problem(e.getProblemMark(), String.valueOf(e.getProblem())));
    } catch (YamlEngineException e) {
      WellFormed.rethrowCause(e);
      return Optional.of(new Problem(0, 0, String.valueOf(e.getMessage())));
    }
  }

  private static boolean isRefused(char c) {
    return !Character.isSurrogate(c) && !StreamReader.isPrintable(c) && c != '\uFEFF';
  }

  private static Problem problem(Optional<Mark> mark, String text) {
    return mark.map(at -> new Problem(at.getLine() + 1, at.getColumn() + 1, text))
        .orElseGet(() -> new Problem(0, 0, text));
  }

  private Optional<String> take(Event event) {
    if (event instanceof DocumentStartEvent) {
      nodesByAnchor.clear();
      nodes = 0;
    } else if (event instanceof AliasEvent alias) {
      Long behind = nodesByAnchor.get(alias.getAlias());
      if (behind == null) {
        return Optional.of("an alias has no anchor before it");
      }
      nodes += behind;
    } else if (event instanceof CollectionStartEvent start) {
      open.push(new Open(start.getAnchor(), nodes));
      nodes++;
    } else if (event instanceof CollectionEndEvent) {
      Open closed = open.pop();
      closed.anchor.ifPresent(anchor -> nodesByAnchor.put(anchor, nodes - closed.nodesBefore));
    } else if (event instanceof NodeEvent) {
      nodes++;
    }
    if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
      // One until its end is seen: an alias may stand within the very thing that it names.
      node.getAnchor().ifPresent(anchor -> nodesByAnchor.put(anchor, 1L));
    }
    return bounds();
  }

  private Optional<String> bounds() {
    if (open.size() > MAX_DEPTH) {
      return Optional.of("more than " + MAX_DEPTH + " collections stand within each other");
    }
    if (nodes > MAX_NODES) {
      return Optional.of(
          "the document has more than " + MAX_NODES + " nodes once its aliases are followed");
    }
    return nodesByAnchor.size() > MAX_ANCHORS
        ? Optional.of("the document has more than " + MAX_ANCHORS + " anchors")
        : Optional.empty();
  }
}
