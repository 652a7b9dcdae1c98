package io.lockstep.materialize.format;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A format of files that somebody else owns. An edit changes the bytes of the values that it names
 * and no others: comments, order, spacing, line ends, a byte order mark and whatever else stands in
 * the file stay as they are. Without state; any thread.
 */
public interface FileFormat {
  /** Its name in a profile. */
  String name();

  /**
   * What is wrong with the spelling of an address; empty for nothing. Says what an address of this
   * format looks like.
   */
  Optional<String> problem(String address);

  /**
   * The values at addresses; those that are not there are left out, in the order asked for.
   *
   * @throws MalformedFileException if the file does not parse, or an address is ambiguous in it
   * @throws IllegalArgumentException if an address is misspelled
   */
  Map<String, FileValue> read(byte[] file, Collection<String> addresses);

  /**
   * All values of the file by address, in the order of the file, for who imports it. Every address
   * is one that {@link #read} answers with that value.
   *
   * @throws MalformedFileException if the file does not parse
   */
  Map<String, FileValue> readAll(byte[] file);

  /**
   * The file with what the edits want. The same array where all of it holds already. The result has
   * been read again: it parses and has what was asked for.
   *
   * @param file the file as it is; empty bytes for a new one
   * @throws MalformedFileException if the file does not parse, or cannot hold a value (such as a
   *     line break where the format has none)
   * @throws IllegalArgumentException if an address is misspelled
   */
  byte[] edit(byte[] file, List<Edit> edits);
}
