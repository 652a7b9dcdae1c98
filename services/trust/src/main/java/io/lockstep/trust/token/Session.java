package io.lockstep.trust.token;

import java.time.Instant;

/**
 * What a session token says.
 *
 * @param id 64 lower-case hexadecimal digits, random; to revoke it by
 * @param subject who it is for
 * @param role what it allows
 * @param issued when, to the second
 * @param expires when it ends, to the second
 */
public record Session(String id, String subject, Role role, Instant issued, Instant expires) {}
