/** The profiles that a cluster has, and those that hold on its nodes. */
package io.lockstep.materialize.profile.cluster;
