package io.lockstep.benchmark.content;

/**
 * How long a change took until it was everywhere.
 *
 * @param processorMillis of all processes and all processors, without compilers; NaN if it is not
 *     known
 */
record Took(double millis, double processorMillis) {}
