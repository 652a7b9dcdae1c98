/**
 * The status application. Its beans are for its own context alone: a node on the same class path
 * has another API.
 */
@Configuration
@Requires(property = "lockstep.application", value = "status")
package io.lockstep.status;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
