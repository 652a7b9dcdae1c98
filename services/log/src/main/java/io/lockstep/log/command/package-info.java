/** Requests on their way to the primary: sent by every node, read by the primary. */
package io.lockstep.log.command;
