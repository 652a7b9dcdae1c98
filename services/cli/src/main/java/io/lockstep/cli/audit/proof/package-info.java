/** What the cluster secret and the nodes' keys prove of a journal, beyond its chain of hashes. */
package io.lockstep.cli.audit.proof;
