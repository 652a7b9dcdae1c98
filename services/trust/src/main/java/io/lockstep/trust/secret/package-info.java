/** The cluster secret: its file, its versions and the keys that are derived from it. */
package io.lockstep.trust.secret;
