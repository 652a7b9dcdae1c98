/** The formats that there are, by name. */
package io.lockstep.materialize.formats;
