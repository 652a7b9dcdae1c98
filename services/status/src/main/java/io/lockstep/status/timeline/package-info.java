/** The newest changes of the cluster, as the journal has them: who, what, from where, and how. */
package io.lockstep.status.timeline;
