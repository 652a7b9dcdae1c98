/** JSON files that are changed in places. Jackson finds the places. */
package io.lockstep.materialize.format.json;
