/** The profiles that Lockstep brings along. */
package io.lockstep.materialize.profile.builtin;
