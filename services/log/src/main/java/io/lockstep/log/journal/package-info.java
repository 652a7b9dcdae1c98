/** The journal from its first record to its last, as an auditor reads it: from the topic alone. */
package io.lockstep.log.journal;
