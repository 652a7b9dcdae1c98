/** What tests of other modules use too. */
package io.lockstep.materialize.testing;
