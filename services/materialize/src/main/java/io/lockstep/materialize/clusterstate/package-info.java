/** The document of members that the managed product's own tools read, as a file. */
package io.lockstep.materialize.clusterstate;
