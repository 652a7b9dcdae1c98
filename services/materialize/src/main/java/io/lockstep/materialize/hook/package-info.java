/** Commands that check files, and that follow when files changed. */
package io.lockstep.materialize.hook;
