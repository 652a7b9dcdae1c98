/** INI files, edited in place. */
package io.lockstep.materialize.format.ini;
