/** How the cluster gets a new secret. */
package io.lockstep.node.rotation;
