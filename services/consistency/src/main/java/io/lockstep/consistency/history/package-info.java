/** Histories: what clients asked, what was answered and when; as JSON lines, and as a report. */
package io.lockstep.consistency.history;
