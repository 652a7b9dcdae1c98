/** Keeps folders the same on all nodes: watches them, publishes what changed, writes what came. */
package io.lockstep.node.content;
