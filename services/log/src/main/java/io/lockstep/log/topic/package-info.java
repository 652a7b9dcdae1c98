/** The topics of a cluster: created, described to the registry, and verified. */
package io.lockstep.log.topic;
