/** What a profile says beside its files: hooks, folders, checks, roles. Data, checked when read. */
package io.lockstep.materialize.profile.spec;
