package io.lockstep.materialize.profile.render;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.state.decide.KnownParameter.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** From texts to the values of files. */
final class TypedValues {
  private TypedValues() {}

  /**
   * A text as a value of a type.
   *
   * @param what it is, for the message; the text itself may be secret
   * @throws HeldException if it is none
   */
  static FileValue of(String what, Type type, String text) {
    return switch (type) {
      case INTEGER -> whole(what, text);
      case NUMBER -> number(what, text);
      case BOOLEAN -> flag(what, text);
      case LIST -> list(text);
      default -> new FileValue.Text(text);
    };
  }

  private static FileValue whole(String what, String text) {
    try {
      return new FileValue.Whole(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      throw new HeldException(what + " is no whole number; mend its value or its type");
    }
  }

  private static FileValue number(String what, String text) {
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return number.scale() <= 0 && number.precision() - number.scale() <= 18
          ? new FileValue.Whole(number.longValueExact())
          : new FileValue.Real(number);
    } catch (NumberFormatException e) {
      throw new HeldException(what + " is no number; mend its value or its type");
    }
  }

  private static FileValue flag(String what, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new HeldException(what + " is neither true nor false; mend its value or its type");
    }
    return new FileValue.Flag(text.equals("true"));
  }

  private static FileValue list(String text) {
    List<FileValue> items = new ArrayList<>();
    if (!text.isBlank()) {
      for (String item : text.split(",", -1)) {
        items.add(new FileValue.Text(item.strip()));
      }
    }
    return new FileValue.Items(items);
  }
}
