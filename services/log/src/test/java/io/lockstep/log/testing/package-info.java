/** Real brokers and a real registry for tests, shared by the tests of one JVM. */
package io.lockstep.log.testing;
