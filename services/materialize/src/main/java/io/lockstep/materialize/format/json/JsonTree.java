package io.lockstep.materialize.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.SourceText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/** Text to values with their places. */
final class JsonTree {
  private static final JsonFactory FACTORY = StrictJson.factory(true);

  /** Numbers with more digits, or zeros to write out, are not calculated with. */
  private static final int MOST_DIGITS = 400;

  private final SourceText source;
  private final Deque<JsonValue> open = new ArrayDeque<>();
  private JsonValue root;
  private String name;
  private int nameStart;

  JsonTree(SourceText source) {
    this.source = source;
  }

  /** The value; null for an empty text. */
  JsonValue read() {
    if (source.text().isEmpty()) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(new StringReader(source.text()))) {
      read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return root;
  }

  private void read(JsonParser parser) throws IOException {
    try {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        if (root != null && open.isEmpty()) {
          throw source.malformed(start, "a second value: a JSON file has one");
        }
        take(token, start, parser);
      }
    } catch (JsonProcessingException e) {
      throw malformed(e, parser);
    }
    if (root == null) {
      throw source.malformed(source.text().length(), "the file has no JSON value");
    }
  }

  private MalformedFileException malformed(JsonProcessingException e, JsonParser parser) {
    long offset =
        (e.getLocation() == null ? parser.currentLocation() : e.getLocation()).getCharOffset();
    return source.malformed(
        (int) Math.max(0, Math.min(offset, source.text().length())), StrictJson.problem(e));
  }

  private void take(JsonToken token, int start, JsonParser parser) throws IOException {
    switch (token) {
      case FIELD_NAME -> {
        name = parser.currentName();
        nameStart = start;
      }
      case START_OBJECT -> open.push(add(new JsonValue(JsonValue.Kind.OBJECT, start, null)));
      case START_ARRAY -> open.push(add(new JsonValue(JsonValue.Kind.ARRAY, start, null)));
      case END_OBJECT, END_ARRAY -> open.pop().end = start + 1;
      default -> {
        FileValue scalar = scalar(token, parser);
        JsonValue value = add(new JsonValue(JsonValue.Kind.SCALAR, start, scalar));
        value.end =
            token == JsonToken.VALUE_STRING
                ? stringEnd(source.text(), start)
                : start + parser.getTextLength();
      }
    }
  }

  private JsonValue add(JsonValue value) {
    if (open.isEmpty()) {
      root = value;
    } else if (open.peek().kind == JsonValue.Kind.OBJECT) {
      open.peek().entries.add(new JsonValue.Entry(name, nameStart, value));
    } else {
      open.peek().entries.add(new JsonValue.Entry(null, value.start, value));
    }
    return value;
  }

  private static FileValue scalar(JsonToken token, JsonParser parser) throws IOException {
    return switch (token) {
      case VALUE_STRING -> new FileValue.Text(parser.getText());
      case VALUE_TRUE -> new FileValue.Flag(true);
      case VALUE_FALSE -> new FileValue.Flag(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      default -> new FileValue.Verbatim(parser.getText());
    };
  }

  /** A number as it is spelled; as a whole one if it is spelled as one. */
  static FileValue number(String spelled) {
    BigDecimal number;
    try {
      number = new BigDecimal(spelled);
    } catch (NumberFormatException e) {
      return new FileValue.Verbatim(spelled); // an exponent beyond all bounds
    }
    if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
      return new FileValue.Verbatim(spelled);
    }
    boolean whole = spelled.matches("-?[0-9]+") && !spelled.equals("-0");
    return whole && number.toBigInteger().bitLength() < Long.SIZE
        ? new FileValue.Whole(number.longValueExact())
        : new FileValue.Real(number);
  }

  /** Behind the closing quote of the text that starts at an offset. */
  static int stringEnd(String text, int start) {
    int at = start + 1;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
