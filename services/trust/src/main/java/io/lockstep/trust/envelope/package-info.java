/** Ciphertexts that only this cluster opens, and only as the entity they were made for. */
package io.lockstep.trust.envelope;
