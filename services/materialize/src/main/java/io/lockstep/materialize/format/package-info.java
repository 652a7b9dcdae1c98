/** Formats of files that products own and Lockstep changes in places, byte for byte. */
package io.lockstep.materialize.format;
