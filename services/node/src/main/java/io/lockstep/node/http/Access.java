package io.lockstep.node.http;

import static java.lang.annotation.ElementType.METHOD;

import io.lockstep.trust.token.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The least role that an endpoint asks for. One without it is for nobody. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(METHOD)
@interface Access {
  /** ADMIN, OPERATOR or VIEWER. */
  Role value();
}
