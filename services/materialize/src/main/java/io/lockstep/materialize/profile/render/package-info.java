/** From a profile's definition and an image to the files of a node. */
package io.lockstep.materialize.profile.render;
