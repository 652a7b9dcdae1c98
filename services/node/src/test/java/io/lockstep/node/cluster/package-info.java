/** Clusters of nodes on real brokers: killed, paused, cut off, and compacted under their feet. */
package io.lockstep.node.cluster;
