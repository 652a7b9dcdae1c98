package io.lockstep.materialize.servers;

import io.lockstep.schema.PromotionEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The promotion order as SecureTransport's {@code servers} file: {@code host<TAB>https://host:444}
 * a line, the primary first, UTF-8, LF.
 *
 * <p>Reading forgives spelling: CRLF or CR, a byte order mark, blanks around a line, blanks instead
 * of the tab, no line end at the end. It keeps comments and empty lines, and takes {@code
 * #host<TAB>url} as an entry that is commented out. A line that begins with {@code ##} is always a
 * comment. Reading does not forgive doubt: see {@link MalformedServersException}.
 *
 * <p>Writing is stable: what {@link #format()} wrote is read back as it was and written again byte
 * for byte. A file without any entry is read as an order without entries; whether that is wanted is
 * for the caller to say. Immutable as long as nobody changes the entries. Any thread.
 *
 * @param entries the order, entries that are commented out included
 * @param trailer comment lines and empty lines after the last entry
 */
public record ServersFile(List<PromotionEntry> entries, List<String> trailer) {

  /** Copies both lists. */
  public ServersFile {
    entries = List.copyOf(entries);
    trailer = List.copyOf(trailer);
  }

  /**
   * Reads a file's bytes.
   *
   * @throws MalformedServersException if a line is not what it must be, or not UTF-8
   */
  public static ServersFile parse(byte[] bytes) {
    return parse(Utf8Text.decode(bytes));
  }

  /**
   * Reads a file's text.
   *
   * @throws MalformedServersException if a line is not what it must be
   */
  public static ServersFile parse(String text) {
    return new ServersParser().parse(text);
  }

  /**
   * The file's bytes.
   *
   * <p>Comments that the file could not hold as they are get a form that it can: a line end inside
   * one makes two, a missing {@code #} is put before it, and one that would read as an entry gets a
   * second {@code #}.
   *
   * @throws IllegalArgumentException if a host or URL cannot stand in the file; nothing that {@link
   *     #parse} made has one
   */
  public byte[] format() {
    StringBuilder text = new StringBuilder();
    for (PromotionEntry entry : entries) {
      entry.getComments().forEach(comment -> ServerLine.appendComment(text, comment));
      ServerLine.append(text, entry);
    }
    trailer.forEach(comment -> ServerLine.appendComment(text, comment));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
