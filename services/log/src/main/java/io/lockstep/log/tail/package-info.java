/** What every node reads: accepted events, outcomes and reports, in order, from one thread. */
package io.lockstep.log.tail;
