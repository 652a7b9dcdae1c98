/** What a node says of itself, on its way to all others. */
package io.lockstep.log.report;
