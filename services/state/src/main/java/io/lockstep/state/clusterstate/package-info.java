/** The document of members that the managed products' tools read. Pure. */
package io.lockstep.state.clusterstate;
