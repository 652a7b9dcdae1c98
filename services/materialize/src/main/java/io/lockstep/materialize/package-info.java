/** From images to files on disk. */
package io.lockstep.materialize;
