/** The certificate with which a node's API presents itself. */
package io.lockstep.node.tls;
