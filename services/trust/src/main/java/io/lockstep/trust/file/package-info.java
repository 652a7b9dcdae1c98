/** Files that hold a secret: nobody but their owner may read or replace them. */
package io.lockstep.trust.file;
