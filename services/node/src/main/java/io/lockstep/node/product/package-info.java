/** The managed product as it is installed on the node. */
package io.lockstep.node.product;
