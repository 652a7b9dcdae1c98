/** What the primary writes: one fenced transaction for each batch that it decided. */
package io.lockstep.log.append;
