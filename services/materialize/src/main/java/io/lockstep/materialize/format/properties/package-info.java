/** Files as {@link java.util.Properties} reads them, edited in place. */
package io.lockstep.materialize.format.properties;
