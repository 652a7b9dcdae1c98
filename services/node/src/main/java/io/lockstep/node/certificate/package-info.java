/** The cluster's certificates as a node makes, takes, keeps and shows them. */
package io.lockstep.node.certificate;
