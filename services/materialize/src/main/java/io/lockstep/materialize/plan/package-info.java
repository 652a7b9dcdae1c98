/** Detect, plan, apply: the plan is data. */
package io.lockstep.materialize.plan;
