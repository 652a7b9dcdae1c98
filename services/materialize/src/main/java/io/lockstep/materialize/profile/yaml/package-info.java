/** Reading profiles from YAML, with all that is wrong in one, by line. */
package io.lockstep.materialize.profile.yaml;
