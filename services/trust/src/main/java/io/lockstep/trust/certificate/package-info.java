/** Certificates and their keys: made, read from what other tools write, checked and written. */
package io.lockstep.trust.certificate;
