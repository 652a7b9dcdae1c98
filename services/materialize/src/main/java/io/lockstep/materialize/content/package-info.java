/**
 * Folders that are kept the same on all nodes: what stands in one, what has to happen, and writing
 * it. Knows neither the log nor the network.
 */
package io.lockstep.materialize.content;
