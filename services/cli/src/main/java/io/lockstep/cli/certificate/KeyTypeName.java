package io.lockstep.cli.certificate;

import io.lockstep.trust.certificate.KeyType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a kind of keys, such as {@code ec-p256}. */
final class KeyTypeName implements ITypeConverter<String> {
  private static final List<String> NAMES =
      Stream.of(KeyType.values())
          .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .toList();

  @Override
  public String convert(String text) {
    if (!NAMES.contains(text)) {
      throw new TypeConversionException(
          "'" + text + "' is no kind of keys; want one of " + String.join(", ", NAMES));
    }
    return text;
  }
}
