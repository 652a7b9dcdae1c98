/** Text of files that are edited in place: encodings, line ends, places, splices. */
package io.lockstep.materialize.format.text;
