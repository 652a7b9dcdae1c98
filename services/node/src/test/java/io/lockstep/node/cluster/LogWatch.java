package io.lockstep.node.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Hears what the nodes in this process say, to compare it with what they should. */
final class LogWatch implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.lockstep.node");
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
  private final Level before = logger.getLevel();

  LogWatch() {
    heard.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(heard);
  }

  /** Lines so far that have the text in them. */
  List<String> with(String text) {
    return List.copyOf(heard.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains(text))
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(heard);
    logger.setLevel(before);
  }
}
