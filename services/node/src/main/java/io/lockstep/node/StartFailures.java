package io.lockstep.node;

import io.lockstep.log.LogSettingsException;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.SchemaCacheException;
import io.lockstep.log.codec.SchemaMissingException;
import io.lockstep.log.process.CannotStartException;
import io.lockstep.log.topic.TopicsUnfitException;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.trust.TrustException;

/** What an operator is told of what the parts of a node throw when it starts. */
final class StartFailures {
  private StartFailures() {}

  /** The failure with its exit code; itself where it is a fault of Lockstep's. */
  static RuntimeException of(RuntimeException failure) {
    if (failure instanceof LogUnavailableException
        || failure instanceof RegistryUnavailableException) {
      return with(failure, CannotStartException.UNAVAILABLE, failure.getMessage());
    }
    if (failure instanceof TopicsUnfitException || failure instanceof SchemaMissingException) {
      return with(failure, CannotStartException.REFUSED, failure.getMessage());
    }
    if (failure instanceof TrustException refused) {
      return with(
          failure, CannotStartException.REFUSED, refused.code() + ": " + refused.getMessage());
    }
    if (failure instanceof LogSettingsException) {
      return with(failure, CannotStartException.USAGE, failure.getMessage());
    }
    if (failure instanceof MaterializeException || failure instanceof SchemaCacheException) {
      return with(failure, CannotStartException.FAILED, failure.getMessage());
    }
    return failure;
  }

  private static CannotStartException with(RuntimeException failure, int exitCode, String message) {
    return new CannotStartException(exitCode, message, failure);
  }
}
