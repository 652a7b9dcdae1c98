package io.lockstep.cli.time;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 30m}, {@code 8h} or {@code 7d}. */
public final class Life implements ITypeConverter<Duration> {
  private static final Pattern LIFE = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

  @Override
  public Duration convert(String text) {
    Matcher life = LIFE.matcher(text);
    if (!life.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no time; want a number and s, m, h or d, such as 30m or 8h");
    }
    long number = Long.parseLong(life.group(1));
    return switch (life.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
