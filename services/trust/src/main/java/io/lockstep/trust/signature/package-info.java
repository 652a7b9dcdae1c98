/** Proof of which node a command comes from. */
package io.lockstep.trust.signature;
