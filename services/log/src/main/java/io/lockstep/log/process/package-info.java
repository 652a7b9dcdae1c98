/** What the processes that connect to the log have in common in how they run. */
package io.lockstep.log.process;
