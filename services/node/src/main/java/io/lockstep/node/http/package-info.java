/** The HTTP API of a node. */
package io.lockstep.node.http;
