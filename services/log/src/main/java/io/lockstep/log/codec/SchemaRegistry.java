package io.lockstep.log.codec;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryClientFacadeImpl;
import io.apicurio.registry.resolver.client.RegistryVersionCoordinates;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.lockstep.log.LogConnection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the schema registry, and gives up after {@value #TIMEOUT_SECONDS} seconds: Apicurio's client
 * bounds only how long it connects. Calls run on one daemon thread, "lockstep-registry".
 */
public final class SchemaRegistry implements AutoCloseable {
  /** Group of all artifacts: the one that clients use when they name none. */
  public static final String GROUP = "default";

  private static final int TIMEOUT_SECONDS = 10;
  private static final String ARTIFACT_TYPE = "AVRO";

  /** After a failure, for so long, calls fail at once: callers that retry must not pile up. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final URI registry;
  private final RegistryClientFacade facade;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "lockstep-registry");
            thread.setDaemon(true);
            return thread;
          });

  private volatile Failure lastFailure;

  /**
   * Does not connect yet.
   *
   * @throws io.lockstep.log.LogSettingsException if the registry's settings cannot be used
   */
  public SchemaRegistry(LogConnection connection) {
    this.registry = connection.registry();
    this.facade =
        new RegistryClientFacadeImpl(
            new io.apicurio.registry.rest.client.RegistryClient(RegistryHttp.adapter(connection)));
  }

  /** The artifact that holds the schemas of a topic's values: what TopicIdStrategy makes of it. */
  public static String artifact(String topic) {
    return topic + "-value";
  }

  /** The schema with a content id; empty where the registry knows none. */
  Optional<String> schema(long contentId) {
    try {
      return Optional.of(
          call(
              "the schema with content id " + contentId,
              () -> facade.getSchemaByContentId(contentId)));
    } catch (AnsweredException e) {
      return Optional.empty();
    }
  }

  /** The content id of a schema in a topic's artifact; empty where it is not registered. */
  public Optional<Long> contentId(String topic, String schema) {
    ArtifactReference artifact =
        ArtifactReference.builder().groupId(GROUP).artifactId(artifact(topic)).build();
    try {
      List<RegistryVersionCoordinates> versions =
          call(
              "the id of the schema of topic " + topic,
              () -> facade.searchVersionsByContent(schema, ARTIFACT_TYPE, artifact, false));
      return versions.stream().findFirst().map(RegistryVersionCoordinates::getContentId);
    } catch (AnsweredException e) {
      return Optional.empty();
    }
  }

  /**
   * Runs a call of the registry's own client.
   *
   * @param what what is asked for, for the message
   * @throws AnsweredException if the registry answers that it will not (status 4xx, but not 401 and
   *     403, which say nothing of the schema)
   * @throws RegistryUnavailableException if it does not answer, or answers that it cannot
   */
  public <T> T call(String what, Callable<T> call) throws AnsweredException {
    Failure failure = lastFailure;
    if (failure != null && System.nanoTime() - failure.nanos() < PAUSE_NANOS) {
      throw new RegistryUnavailableException(registry, what, failure.cause());
    }
    Future<T> future = executor.submit(call);
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiException refusal && isLogin(refusal)) {
        throw failed(
            what,
            new IllegalStateException(
                "it does not let this client in (status "
                    + refusal.getResponseStatusCode()
                    + "): check the registry.auth settings"));
      }
      if (e.getCause() instanceof ApiException refusal
          && refusal.getResponseStatusCode() >= 400
          && refusal.getResponseStatusCode() < 500) {
        throw new AnsweredException(refusal);
      }
      throw failed(what, e.getCause());
    } catch (TimeoutException e) {
      future.cancel(true);
      throw failed(what, new TimeoutException("no answer in " + TIMEOUT_SECONDS + " s"));
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException(registry, what, e);
    }
  }

  private static boolean isLogin(ApiException refusal) {
    return refusal.getResponseStatusCode() == 401 || refusal.getResponseStatusCode() == 403;
  }

  private RegistryUnavailableException failed(String what, Throwable cause) {
    lastFailure = new Failure(System.nanoTime(), cause);
    return new RegistryUnavailableException(registry, what, cause);
  }

  private record Failure(long nanos, Throwable cause) {}

  /** Apicurio's own client, for {@link #call}. */
  public io.apicurio.registry.rest.client.RegistryClient rest() {
    return (io.apicurio.registry.rest.client.RegistryClient) facade.getClient();
  }

  /** Where it is. */
  public URI uri() {
    return registry;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** The registry answered, and refused. */
  public static final class AnsweredException extends Exception {
    private final transient ApiException answer;

    AnsweredException(ApiException answer) {
      super(answer.getMessage(), answer);
      this.answer = answer;
    }

    /** Its HTTP status, 400 to 499. */
    public int status() {
      return answer.getResponseStatusCode();
    }
  }
}
