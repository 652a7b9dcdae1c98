/** Whether files are well-formed, told while they stream by. */
package io.lockstep.materialize.validate;
