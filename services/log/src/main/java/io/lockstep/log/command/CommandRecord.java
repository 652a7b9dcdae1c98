package io.lockstep.log.command;

import io.lockstep.schema.Command;

/**
 * A record of the topic "commands".
 *
 * @param offset its place in the topic
 * @param command the command; null if it cannot be read
 * @param unreadable why it cannot be read; null if it can
 */
public record CommandRecord(long offset, Command command, String unreadable) {}
