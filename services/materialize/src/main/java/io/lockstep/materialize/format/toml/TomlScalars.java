package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is no string and has no brackets: numbers in all spellings, dates, yes and no. */
final class TomlScalars {
  private static final Pattern DECIMAL = Pattern.compile("[+-]?(0|[1-9](_?[0-9])*)");
  private static final Pattern RADIX =
      Pattern.compile("0(x[0-9A-Fa-f](_?[0-9A-Fa-f])*|o[0-7](_?[0-7])*|b[01](_?[01])*)");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(0|[1-9](_?[0-9])*)(\\.[0-9](_?[0-9])*)?([eE]([+-]?[0-9](_?[0-9])*))?");
  private static final Pattern SPECIAL = Pattern.compile("[+-]?(inf|nan)");
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})?([Tt ])?"
              + "(?:(\\d{2}:\\d{2})(:\\d{2}(?:\\.\\d{1,9})?)?([Zz]|[+-]\\d{2}:\\d{2})?)?");

  /** A zero with an exponent beyond is left as it is spelled, or it would fill pages. */
  private static final int MAX_EXPONENT = 400;

  private TomlScalars() {}

  /** The value of a spelling; empty if it is none. */
  static Optional<FileValue> read(String raw) {
    if (raw.equals("true") || raw.equals("false")) {
      return Optional.of(new FileValue.Flag(raw.equals("true")));
    }
    if (DECIMAL.matcher(raw).matches()) {
      return whole(raw.replace("_", ""), 10);
    }
    if (RADIX.matcher(raw).matches()) {
      int radix = raw.charAt(1) == 'x' ? 16 : raw.charAt(1) == 'o' ? 8 : 2;
      return whole(raw.substring(2).replace("_", ""), radix);
    }
    Matcher real = REAL.matcher(raw);
    if (real.matches()) {
      return real(raw, real.group(6));
    }
    return SPECIAL.matcher(raw).matches() || date(raw).isPresent()
        ? Optional.of(new FileValue.Verbatim(raw))
        : Optional.empty();
  }

  private static Optional<FileValue> whole(String digits, int radix) {
    try {
      return Optional.of(new FileValue.Whole(Long.parseLong(digits, radix)));
    } catch (NumberFormatException e) {
      return Optional.empty(); // beyond 64 bits
    }
  }

  /** Empty beyond what a double holds, as other parsers have it. */
  private static Optional<FileValue> real(String raw, String exponent) {
    String plain = raw.replace("_", "");
    double number = Double.parseDouble(plain);
    boolean zero = plain.split("[eE]", 2)[0].chars().noneMatch(c -> c >= '1' && c <= '9');
    if (Double.isInfinite(number) || number == 0 && !zero) {
      return Optional.empty();
    }
    String digits = exponent == null ? "0" : exponent.replaceAll("[+_-]", "");
    boolean far = digits.length() > 9 || Integer.parseInt(digits) > MAX_EXPONENT;
    return Optional.of(
        far ? new FileValue.Verbatim(raw) : new FileValue.Real(new BigDecimal(plain)));
  }

  /**
   * What a spelling that is kept verbatim means, to compare it: a java.time value or a double.
   * Empty if it is neither.
   */
  static Optional<Object> meaning(String raw) {
    if (SPECIAL.matcher(raw).matches()) {
      double infinity = raw.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return Optional.of(raw.endsWith("nan") ? Double.NaN : infinity);
    }
    if (REAL.matcher(raw).matches()) {
      return Optional.of(Double.valueOf(raw.replace("_", "")));
    }
    return date(raw);
  }

  private static Optional<Object> date(String raw) {
    Matcher parts = DATE.matcher(raw);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String day = parts.group(1);
    String minutes = parts.group(3);
    String zone = parts.group(5);
    boolean joined = parts.group(2) != null;
    if (joined != (day != null && minutes != null) || zone != null && day == null) {
      return Optional.empty();
    }
    try {
      if (minutes == null) {
        return day == null ? Optional.empty() : Optional.of(LocalDate.parse(day));
      }
      LocalTime time = LocalTime.parse(minutes + Optional.ofNullable(parts.group(4)).orElse(""));
      if (day == null) {
        return Optional.of(time);
      }
      LocalDateTime local = LocalDate.parse(day).atTime(time);
      return Optional.of(
          zone == null ? local : OffsetDateTime.parse(local + zone.toUpperCase(Locale.ROOT)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
