/** What a profile's YAML says, checked and compiled. Data. */
package io.lockstep.materialize.profile.definition;
