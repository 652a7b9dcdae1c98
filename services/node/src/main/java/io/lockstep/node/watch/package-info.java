/** Streams of changes that resume at any revision. */
package io.lockstep.node.watch;
