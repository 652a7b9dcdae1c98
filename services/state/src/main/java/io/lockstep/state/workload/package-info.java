/** Which node does which work of the product. Pure. */
package io.lockstep.state.workload;
