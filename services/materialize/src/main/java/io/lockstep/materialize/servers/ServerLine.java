package io.lockstep.materialize.servers;

import io.lockstep.schema.PromotionEntry;
import io.lockstep.state.decide.Hosts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One line of the file, without its line end. */
final class ServerLine {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\h\\uFEFF]+");

  private ServerLine() {}

  static String strip(String line) {
    int start = 0;
    int end = line.length();
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  /** Blanks as people paste them; a byte order mark also stands where files were put together. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  static String[] columns(String line) {
    return BLANKS.split(line);
  }

  /**
   * The entry that a comment line is when it is one that was commented out. A sentence that ends in
   * an address, {@code # see https://wiki}, is none: an entry has a tab, or no blank after the
   * {@code #}, or its host again in the URL.
   */
  static Optional<PromotionEntry> commentedOut(String line) {
    String body = strip(line.substring(1));
    String[] columns = columns(body);
    if (line.startsWith("##") || columns.length != 2 || HostName.problem(columns[0]).isPresent()) {
      return Optional.empty();
    }
    String host = columns[0];
    String url = HostName.bracketed(columns[1], host);
    Optional<String> address = Hosts.address(url);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    boolean direct = line.startsWith(host, 1);
    boolean tab = body.indexOf('\t') >= 0;
    boolean same = address.get().startsWith(Hosts.normal(host) + "|");
    return direct || tab || same
        ? Optional.of(new PromotionEntry(host, url, false, List.of()))
        : Optional.empty();
  }

  static void append(StringBuilder text, PromotionEntry entry) {
    if (!HostName.isWritable(entry.getHost()) || !HostName.isWritable(entry.getUrl())) {
      throw new IllegalArgumentException(
          "the entry of host \"%s\" with URL \"%s\" cannot stand in a servers file: a host and a"
                  .formatted(entry.getHost(), entry.getUrl())
              + " URL have no blanks and no # at their beginning; set the promotion order anew"
              + " without it");
    }
    text.append(entry.getEnabled() ? "" : "#")
        .append(entry.getHost())
        .append('\t')
        .append(entry.getUrl())
        .append('\n');
  }

  static void appendComment(StringBuilder text, String comment) {
    for (String part : ServersParser.LINE_END.split(comment, -1)) {
      text.append(readableAsComment(part)).append('\n');
    }
  }

  private static String readableAsComment(String comment) {
    String line = strip(comment);
    if (line.isEmpty()) {
      return line;
    }
    String marked = line.startsWith("#") ? line : "# " + line;
    return commentedOut(marked).isPresent() ? "#" + marked : marked;
  }
}
