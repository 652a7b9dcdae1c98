package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import java.util.Iterator;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * tomlj's opinion of a file. It knows nothing of where values end, which is why it does not read
 * for us, and it needs more than a second for 1 MB, which is why it is not asked about large files.
 */
final class TomlJudge {
  /** Longest text that tomlj is asked about, in characters: it reads it within 0.1 s. */
  static final int MAX_LENGTH = 65_536;

  private static final TomlParseOptions OPTIONS =
      TomlParseOptions.sourceless().withMaxNestingDepth(4 * TomlParser.MAX_DEPTH);

  private TomlJudge() {}

  /**
   * Compares what tomlj reads with what we read.
   *
   * @throws MalformedFileException if tomlj refuses the file or reads something else
   */
  static void agree(String text, FileValue ours) {
    if (text.length() > MAX_LENGTH) {
      return;
    }
    TomlParseResult theirs = Toml.parse(text, OPTIONS);
    if (theirs.hasErrors()) { // its messages may have values in them
      TomlParseError first = theirs.errors().get(0);
      throw new MalformedFileException(
          first.position().line(), first.position().column(), "tomlj does not accept this as TOML");
    }
    if (!same(ours, theirs)) {
      throw new MalformedFileException(
          0, 0, "two parsers read different values in this file; it is left alone, report it");
    }
  }

  private static boolean same(FileValue ours, Object theirs) {
    if (ours instanceof FileValue.Table table) {
      return theirs instanceof TomlTable other
          && table.fields().keySet().equals(other.keySet())
          && other.entrySet().stream()
              .allMatch(entry -> same(table.fields().get(entry.getKey()), entry.getValue()));
    }
    if (ours instanceof FileValue.Items items) {
      return theirs instanceof TomlArray other && same(items, other);
    }
    if (ours instanceof FileValue.Text text) {
      return theirs instanceof String other && unixLines(text.text()).equals(unixLines(other));
    }
    if (ours instanceof FileValue.Whole whole) {
      return theirs.equals(whole.number());
    }
    if (ours instanceof FileValue.Flag flag) {
      return theirs.equals(flag.on());
    }
    if (ours instanceof FileValue.Real real) {
      return theirs instanceof Double other && other == real.number().doubleValue();
    }
    return TomlScalars.meaning(ours.text()).filter(theirs::equals).isPresent();
  }

  /**
   * tomlj reads the line ends of a file from Windows as \n within a text, which TOML leaves open.
   */
  private static String unixLines(String text) {
    return text.replace("\r\n", "\n");
  }

  private static boolean same(FileValue.Items ours, TomlArray theirs) {
    boolean same = ours.items().size() == theirs.size();
    Iterator<FileValue> items = ours.items().iterator();
    for (int i = 0; same && i < theirs.size(); i++) {
      same = same(items.next(), theirs.get(i));
    }
    return same;
  }
}
