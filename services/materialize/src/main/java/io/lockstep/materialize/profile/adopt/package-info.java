/** From the files of a product back to parameters. */
package io.lockstep.materialize.profile.adopt;
