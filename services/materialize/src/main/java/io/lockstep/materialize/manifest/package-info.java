/** What was written last, on disk. */
package io.lockstep.materialize.manifest;
