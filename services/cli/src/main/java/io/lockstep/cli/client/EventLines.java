package io.lockstep.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.util.Iterator;
import java.util.function.Predicate;

/** Makes events of the lines of an event stream. */
final class EventLines {
  private Long id;
  private String name = "";
  private final StringBuilder data = new StringBuilder();

  /** Reads until nothing more comes, or is wanted. */
  static void read(Iterator<String> lines, Predicate<WatchEvent> more) {
    EventLines event = new EventLines();
    while (lines.hasNext()) {
      String line = lines.next();
      if (!line.isEmpty()) {
        event.take(line);
      } else if (!event.name.isEmpty()) {
        WatchEvent whole = event.whole();
        event = new EventLines();
        if (!more.test(whole)) {
          return;
        }
      }
    }
  }

  private void take(String line) {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      return; // a comment says that all is well
    }
    String value = line.substring(colon + 1).strip();
    switch (line.substring(0, colon)) {
      case "id" -> id = Long.valueOf(value);
      case "event" -> name = value;
      case "data" -> data.append(value);
      default -> {}
    }
  }

  private WatchEvent whole() {
    try {
      return new WatchEvent(id, name, Json.MAPPER.readTree(data.toString()));
    } catch (JsonProcessingException e) {
      throw new Failure(
          ExitCodes.FAILED,
          "unreadable-answer",
          "the watch sent data that is no JSON; check that the address is a Lockstep node's",
          e);
    }
  }
}
