package io.lockstep.materialize.format.json;

import io.lockstep.materialize.format.FileValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Whether two values mean the same in JSON, which knows one kind of number and no order of keys.
 */
final class SameValue {
  private SameValue() {}

  static boolean test(FileValue one, FileValue other) {
    if (number(one) != null && number(other) != null) {
      return number(one).compareTo(number(other)) == 0;
    }
    if (one instanceof FileValue.Items a && other instanceof FileValue.Items b) {
      return items(a.items(), b.items());
    }
    if (one instanceof FileValue.Table a && other instanceof FileValue.Table b) {
      return fields(a.fields(), b.fields());
    }
    return one.equals(other);
  }

  private static boolean items(List<FileValue> one, List<FileValue> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!test(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fields(Map<String, FileValue> one, Map<String, FileValue> other) {
    return one.keySet().equals(other.keySet())
        && one.keySet().stream().allMatch(name -> test(one.get(name), other.get(name)));
  }

  private static BigDecimal number(FileValue value) {
    if (value instanceof FileValue.Whole whole) {
      return BigDecimal.valueOf(whole.number());
    }
    return value instanceof FileValue.Real real ? real.number() : null;
  }
}
