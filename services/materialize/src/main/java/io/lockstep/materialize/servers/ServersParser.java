package io.lockstep.materialize.servers;

import io.lockstep.schema.PromotionEntry;
import io.lockstep.state.decide.Hosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one file; used once, by one thread. */
final class ServersParser {
  static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  private static final String FORM = "write host<TAB>https://host:444";

  private final List<PromotionEntry> entries = new ArrayList<>();
  private final Map<String, Integer> lineOfPlace = new HashMap<>();
  private List<String> comments = new ArrayList<>();

  ServersFile parse(String text) {
    List<String> lines = lines(text);
    for (int i = 0; i < lines.size(); i++) {
      line(i + 1, ServerLine.strip(lines.get(i)));
    }
    return new ServersFile(entries, comments);
  }

  private static List<String> lines(String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String> lines = new ArrayList<>(List.of(LINE_END.split(body, -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1); // what follows the last line end
    }
    return lines;
  }

  private void line(int number, String line) {
    if (line.isEmpty()) {
      comments.add(line);
    } else if (line.startsWith("#")) {
      Optional<PromotionEntry> entry = ServerLine.commentedOut(line);
      entry.ifPresentOrElse(there -> add(number, line, there), () -> comments.add(line));
    } else {
      add(number, line, entry(number, line));
    }
  }

  private static PromotionEntry entry(int number, String line) {
    String[] columns = ServerLine.columns(line);
    if (columns.length == 1) {
      throw new MalformedServersException(number, line, "the URL is missing", FORM);
    }
    if (columns.length > 2) {
      throw new MalformedServersException(
          number,
          line,
          "\"%s\" stands after the URL".formatted(columns[2]),
          FORM + ", and comments on lines of their own");
    }
    HostName.problem(columns[0])
        .ifPresent(
            problem -> {
              throw new MalformedServersException(number, line, problem, FORM);
            });
    String url = HostName.bracketed(columns[1], columns[0]);
    if (Hosts.address(url).isEmpty()) {
      throw new MalformedServersException(
          number, line, "\"%s\" is no absolute http or https URL".formatted(url), FORM);
    }
    return new PromotionEntry(columns[0], url, true, List.of());
  }

  private void add(int number, String line, PromotionEntry entry) {
    Integer first = lineOfPlace.putIfAbsent(Hosts.place(entry.getHost(), entry.getUrl()), number);
    if (first != null) {
      throw new MalformedServersException(
          number,
          line,
          "host %s stands on line %d already".formatted(entry.getHost(), first),
          "keep one of the two; a commented-out entry counts, ## makes it a mere comment");
    }
    entry.setComments(comments);
    comments = new ArrayList<>();
    entries.add(entry);
  }
}
