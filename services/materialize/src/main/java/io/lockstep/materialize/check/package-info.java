/** Whether a machine is as a product needs it: checks, and what they found. */
package io.lockstep.materialize.check;
