package io.lockstep.log.journal;

import io.lockstep.schema.Command;

/**
 * A record of the topic "commands" that is still kept.
 *
 * @param offset its place in the topic
 * @param command the command; null if it cannot be read
 */
public record PastCommand(long offset, Command command) {
  /** Whether it is a command. */
  public boolean isReadable() {
    return command != null;
  }
}
