/** The node made anew from the log, while it serves. */
package io.lockstep.node.resync;
