/** What the node holds of the cluster secret and of its own keys. */
package io.lockstep.node.trust;
