/** The {@code servers} file: the promotion order as text. */
package io.lockstep.materialize.servers;
