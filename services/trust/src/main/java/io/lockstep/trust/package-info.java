/**
 * Who may take part, what stays secret and what can be proven: cluster secret, envelopes, MACs,
 * signatures, tokens and certificates. A library without threads, network or framework.
 */
package io.lockstep.trust;
