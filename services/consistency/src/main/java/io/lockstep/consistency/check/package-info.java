/**
 * The checker: whether a history of concurrent operations can be put in one order that respects
 * real time and a sequential model. Pure: {@code java.*} and itself only, no clock, no chance.
 */
package io.lockstep.consistency.check;
