package io.lockstep.log.command;

import io.lockstep.schema.Command;

/**
 * A record of the topic "commands".
 *
 * @param offset its place in the topic
 * @param time when the brokers took it, in milliseconds since 1970
 * @param command the command; null if it cannot be read
 * @param unreadable why it cannot be read; null if it can
 */
public record CommandRecord(long offset, long time, Command command, String unreadable) {}
