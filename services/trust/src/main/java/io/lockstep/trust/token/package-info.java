/** Tokens: one to join with, once; one to ask with, for a while. */
package io.lockstep.trust.token;
