/** Proof that an event was written by a node that has the cluster secret. */
package io.lockstep.trust.mac;
