package io.lockstep.materialize.format.ini;

/**
 * A key and its value, and where they stand. Offsets are in characters; stops are exclusive.
 *
 * @param start of the line
 * @param keyStart of the key, behind what the line is indented by
 * @param keyStop behind the key
 * @param valueStart of the value with its quotes; {@code keyStop} where the line has no separator
 * @param valueStop of the value with its quotes, before a comment
 */
record IniLine(
    IniAddress address,
    String value,
    int start,
    int keyStart,
    int keyStop,
    int valueStart,
    int valueStop) {}
