package io.lockstep.materialize.validate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.lockstep.materialize.format.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Exactly one JSON value. */
final class JsonCheck {
  private static final JsonFactory FACTORY = StrictJson.factory(false);

  private JsonCheck() {}

  static Optional<Problem> check(InputStream in) throws IOException {
    PlacedReader reader = new PlacedReader(in, StandardCharsets.UTF_8, c -> false, Long.MAX_VALUE);
    JsonParser parser = FACTORY.createParser(reader);
    parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    try (parser) {
      return read(parser);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      return Optional.of(problem(at, StrictJson.problem(e)));
    }
  }

  private static Optional<Problem> read(JsonParser parser) throws IOException {
    int depth = 0;
    boolean seen = false;
    while (parser.nextToken() != null) {
      if (depth == 0 && seen) {
        return Optional.of(
            problem(parser.currentTokenLocation(), "a second value: a JSON file has one"));
      }
      seen = true;
      depth += parser.currentToken().isStructStart() ? 1 : 0;
      depth -= parser.currentToken().isStructEnd() ? 1 : 0;
    }
    return seen
        ? Optional.empty()
        : Optional.of(problem(parser.currentLocation(), "the file has no JSON value"));
  }

  private static Problem problem(JsonLocation at, String text) {
    return new Problem(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()), text);
  }
}
