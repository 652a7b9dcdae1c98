/** What the processes that connect to the log have in common in how they are set up. */
package io.lockstep.log.settings;
