/** Files that are changed whole or not at all, inside of one folder. */
package io.lockstep.materialize.file;
