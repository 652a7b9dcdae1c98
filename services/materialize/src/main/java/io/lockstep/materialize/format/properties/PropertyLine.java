package io.lockstep.materialize.format.properties;

/**
 * A key and its value, and where they stand. Offsets are in characters; stops are exclusive.
 *
 * @param start of the line that the key stands on
 * @param keyStop behind the key as it is spelled
 * @param valueStart of the value as it is spelled, behind the separator
 * @param valueStop of the value, before the line end; continuation lines are between
 * @param next the start of the line behind
 */
record PropertyLine(
    String key, String value, int start, int keyStop, int valueStart, int valueStop, int next) {}
