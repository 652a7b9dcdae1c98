/** What follows on the node when its files changed. */
package io.lockstep.node.hook;
