package io.lockstep.node.http;

import io.lockstep.schema.Operation;
import io.lockstep.state.decide.Codes;
import io.micronaut.http.HttpStatus;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.apache.avro.generic.IndexedRecord;

/**
 * Refuses texts that have no UTF-8 form. JSON can spell half a surrogate pair; on its way to the
 * log it would silently become another character.
 */
final class UnicodeCheck {
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();

  private UnicodeCheck() {}

  /** Ends the request if a text in the steps cannot be written as UTF-8. */
  static void require(List<Operation> steps) {
    require((Object) steps);
  }

  /** Ends the request if a text cannot be written as UTF-8. */
  static void require(String text) {
    require((Object) text);
  }

  private static void require(Object value) {
    if (!new UnicodeCheck().isUnicode(value)) {
      throw ApiException.of(
          HttpStatus.UNPROCESSABLE_ENTITY,
          Codes.NOT_UTF8,
          "a text of the request is not valid Unicode: it has half a surrogate pair, such as"
              + " \\ud800; send the whole character");
    }
  }

  private boolean isUnicode(Object value) {
    if (value instanceof CharSequence text) {
      return encoder.canEncode(text);
    } else if (value instanceof Collection<?> values) {
      return values.stream().allMatch(this::isUnicode);
    } else if (value instanceof IndexedRecord record) {
      for (int field = 0; field < record.getSchema().getFields().size(); field++) {
        if (!isUnicode(record.get(field))) {
          return false;
        }
      }
    }
    return true;
  }
}
