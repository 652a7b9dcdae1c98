/** Keeps the files that tell the product's own tools of the cluster's members. */
package io.lockstep.node.clusterstate;
