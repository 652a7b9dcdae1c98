/** Text with its places: what formats need that replace parts of it. */
package io.lockstep.materialize.format.span;
