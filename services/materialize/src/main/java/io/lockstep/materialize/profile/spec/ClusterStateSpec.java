package io.lockstep.materialize.profile.spec;

/**
 * Files that say how the cluster is, as SecureTransport's {@code cluster_state} does.
 *
 * @param file an XML file with a member an element, relative to the folder of managed files
 * @param lastSync a file with the time of the last synchronization; empty for none
 */
public record ClusterStateSpec(String file, String lastSync) {}
