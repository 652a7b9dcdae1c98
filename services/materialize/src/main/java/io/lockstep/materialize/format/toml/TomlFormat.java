package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.TextFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * TOML 1.0 and what 1.1 reads besides. Addresses are dotted keys as TOML spells them, with {@code
 * [0]} or {@code [name=value]} behind what is a list: {@code
 * apim.gateway.environment[name=Default].service_url}. A {@code [name=value]} that selects nothing
 * is added with that key when something is put below it; what it selects may be a text or anything
 * else that reads like the value.
 *
 * <p>A file is UTF-8. Values may be nested 100 deep. New keys go behind the last key of their
 * table, new tables to the end of the file, or to the end of the element of an array of tables that
 * they belong to. Without state; any thread.
 */
public final class TomlFormat implements FileFormat {
  @Override
  public String name() {
    return "toml";
  }

  @Override
  public Optional<String> problem(String address) {
    try {
      TomlAddress.parse(address);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public Map<String, FileValue> read(byte[] file, Collection<String> addresses) {
    TomlTree tree = parse(TextFile.utf8(file).text());
    Map<String, FileValue> values = new LinkedHashMap<>();
    for (String address : addresses) {
      TomlWalk walk = TomlWalk.of(tree, TomlAddress.parse(address));
      if (walk.complete()) {
        values.put(address, TomlValues.of(tree.text(), walk.node()));
      }
    }
    return values;
  }

  @Override
  public Map<String, FileValue> readAll(byte[] file) {
    return TomlListing.of(parse(TextFile.utf8(file).text()));
  }

  @Override
  public byte[] edit(byte[] file, List<Edit> edits) {
    TextFile before = TextFile.utf8(file);
    String after = new TomlEditing(parse(before.text())).apply(edits);
    return after.equals(before.text()) ? file : before.bytes(after);
  }

  /** The tree of a text that tomlj reads in the same way. */
  static TomlTree parse(String text) {
    TomlTree tree = TomlParser.parse(text);
    TomlJudge.agree(text, TomlValues.of(text, tree.root()));
    return tree;
  }

  /**
   * Reads a text, of whatever size, and keeps nothing of it.
   *
   * @throws MalformedFileException if it is no TOML, with the place
   */
  public static void requireWellFormed(String text) {
    TomlParser.parse(text);
  }

  static MalformedFileException lost(String what) {
    return new MalformedFileException(
        0,
        0,
        "the edit of %s would not give what was asked for; nothing was changed, report it"
            .formatted(what));
  }
}
