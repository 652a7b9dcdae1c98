/** Bytes of the topics and the records that they are; schemas by registry, kept on disk. */
package io.lockstep.log.codec;
