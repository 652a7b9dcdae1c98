/** Whether a machine is as the cluster and the managed product need it. */
package io.lockstep.node.preflight;
