/** How a new version of the cluster secret reaches nodes that have the one before. */
package io.lockstep.trust.rotation;
