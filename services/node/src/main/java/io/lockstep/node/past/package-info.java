/** What was: states, differences and entries of the journal, and the way back to them. */
package io.lockstep.node.past;
