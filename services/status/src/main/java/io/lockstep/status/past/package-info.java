/**
 * The way to the nodes for who looks at the past on the page. The status application holds no
 * secret of the cluster: it asks with the token of the person alone, and only what is named here.
 */
package io.lockstep.status.past;
