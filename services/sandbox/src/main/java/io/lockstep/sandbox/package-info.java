/**
 * A whole cluster on one machine: a real broker, a real schema registry and n nodes, each a process
 * of its own, all under one folder.
 */
package io.lockstep.sandbox;
