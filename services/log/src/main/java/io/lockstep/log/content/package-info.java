/** The topic of the bytes of managed content. */
package io.lockstep.log.content;
