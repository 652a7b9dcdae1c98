/**
 * A whole cluster on one machine: a real broker, a real schema registry, n nodes and their status,
 * each a process of its own, all under one folder.
 */
package io.lockstep.sandbox;
