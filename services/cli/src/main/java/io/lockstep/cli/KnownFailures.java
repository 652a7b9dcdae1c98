package io.lockstep.cli;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.log.LogSettingsException;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.append.CommitUnknownException;
import io.lockstep.log.append.FencedException;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.SchemaCacheException;
import io.lockstep.log.codec.SchemaMissingException;
import io.lockstep.log.topic.IncompatibleSchemaException;
import io.lockstep.log.topic.TopicsUnfitException;
import io.lockstep.sandbox.SandboxException;
import io.lockstep.trust.TrustException;

/** Gives what the modules below throw its code and its exit code; their messages are kept. */
final class KnownFailures {
  private KnownFailures() {}

  static Failure of(Exception e) {
    if (e instanceof Failure failure) {
      return failure;
    }
    if (e instanceof LogUnavailableException || e instanceof RegistryUnavailableException) {
      return failure(ExitCodes.NOT_AVAILABLE, "unavailable", e);
    }
    if (e instanceof CommitUnknownException) {
      return failure(ExitCodes.NOT_AVAILABLE, "outcome-unknown", e);
    }
    if (e instanceof TopicsUnfitException) {
      return failure(ExitCodes.REFUSED, "topics-unfit", e);
    }
    if (e instanceof LogSettingsException) {
      return failure(ExitCodes.USAGE, "usage", e);
    }
    if (e instanceof SchemaMissingException || e instanceof IncompatibleSchemaException) {
      return failure(ExitCodes.REFUSED, "schema-unfit", e);
    }
    if (e instanceof FencedException) {
      return failure(ExitCodes.CONFLICT, "fenced", e);
    }
    if (e instanceof SandboxException) {
      return failure(ExitCodes.FAILED, "sandbox", e);
    }
    if (e instanceof TrustException trust) {
      return failure(ExitCodes.FAILED, trust.code(), e);
    }
    if (e instanceof SchemaCacheException) {
      return failure(ExitCodes.FAILED, "schema-cache", e);
    }
    return new Failure(
        ExitCodes.FAILED,
        "unexpected",
        e.getClass().getSimpleName()
            + ": "
            + e.getMessage()
            + ". This is a defect of the command; run it again with LOCKSTEP_DEBUG=1 for the stack",
        e);
  }

  private static Failure failure(int exitCode, String code, Exception e) {
    return new Failure(exitCode, code, e.getMessage(), e);
  }
}
