/** Templates of profiles: FreeMarker, held to what cannot harm. */
package io.lockstep.materialize.profile.template;
