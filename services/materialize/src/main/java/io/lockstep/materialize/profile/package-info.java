/** What a managed product keeps on disk, as a pure function of the image. */
package io.lockstep.materialize.profile;
