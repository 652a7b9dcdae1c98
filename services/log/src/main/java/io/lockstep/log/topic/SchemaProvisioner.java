package io.lockstep.log.topic;

import io.apicurio.registry.rest.client.RegistryClient;
import io.apicurio.registry.rest.client.models.CreateArtifact;
import io.apicurio.registry.rest.client.models.CreateArtifactResponse;
import io.apicurio.registry.rest.client.models.CreateRule;
import io.apicurio.registry.rest.client.models.CreateVersion;
import io.apicurio.registry.rest.client.models.IfArtifactExists;
import io.apicurio.registry.rest.client.models.ProblemDetails;
import io.apicurio.registry.rest.client.models.Rule;
import io.apicurio.registry.rest.client.models.RuleType;
import io.apicurio.registry.rest.client.models.VersionContent;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.SchemaRegistry;
import io.lockstep.log.codec.SchemaRegistry.AnsweredException;
import io.lockstep.schema.topic.TopicContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Registers the schemas of the topics, and has the registry refuse incompatible ones from then on.
 */
final class SchemaProvisioner {
  static final String COMPATIBILITY = "FULL_TRANSITIVE";
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final LogConnection connection;

  SchemaProvisioner(LogConnection connection) {
    this.connection = connection;
  }

  List<String> provision() {
    List<String> done = new ArrayList<>();
    try (SchemaRegistry registry = new SchemaRegistry(connection)) {
      for (TopicContract contract : TopicContract.values()) {
        String topic = connection.topic(contract);
        String schema = contract.schema().toString();
        boolean known = exists(registry, topic);
        // The rule first where there are versions to hold a new one against.
        if (known) {
          requireCompatibility(registry, topic).ifPresent(done::add);
        }
        register(registry, topic, schema).ifPresent(done::add);
        if (!known) {
          requireCompatibility(registry, topic).ifPresent(done::add);
        }
      }
    }
    return done;
  }

  /** Registers a schema as a version of a topic's artifact; nothing when it is one already. */
  Optional<String> register(SchemaRegistry registry, String topic, String schema) {
    if (registry.contentId(topic, schema).isPresent()) {
      return Optional.empty();
    }
    VersionContent content = new VersionContent();
    content.setContent(schema);
    content.setContentType("application/json");
    CreateVersion version = new CreateVersion();
    version.setContent(content);
    CreateArtifact artifact = new CreateArtifact();
    artifact.setArtifactId(SchemaRegistry.artifact(topic));
    artifact.setArtifactType("AVRO");
    artifact.setFirstVersion(version);
    try {
      CreateArtifactResponse created =
          registry.call(
              "a place to the schema of topic " + topic,
              () ->
                  group(registry)
                      .artifacts()
                      .post(
                          artifact,
                          request ->
                              request.queryParameters.ifExists =
                                  IfArtifactExists.FIND_OR_CREATE_VERSION));
      return Optional.of(
          "registered version "
              + created.getVersion().getVersion()
              + " of schema "
              + artifact.getArtifactId());
    } catch (AnsweredException e) {
      if (e.status() == CONFLICT) {
        throw new IncompatibleSchemaException(topic, reason(e), e);
      }
      throw refused(registry, "register the schema of topic " + topic, e);
    }
  }

  private boolean exists(SchemaRegistry registry, String topic) {
    try {
      registry.call("the artifact of topic " + topic, () -> artifact(registry, topic).get());
      return true;
    } catch (AnsweredException e) {
      if (e.status() == NOT_FOUND) {
        return false;
      }
      throw refused(registry, "the artifact of topic " + topic, e);
    }
  }

  private Optional<String> requireCompatibility(SchemaRegistry registry, String topic) {
    String what = "the compatibility rule of topic " + topic;
    try {
      List<RuleType> rules = registry.call(what, () -> artifact(registry, topic).rules().get());
      if (!rules.contains(RuleType.COMPATIBILITY)) {
        CreateRule rule = new CreateRule();
        rule.setRuleType(RuleType.COMPATIBILITY);
        rule.setConfig(COMPATIBILITY);
        registry.call(
            what,
            () -> {
              artifact(registry, topic).rules().post(rule);
              return null;
            });
      } else {
        String name = RuleType.COMPATIBILITY.getValue();
        Rule rule =
            registry.call(what, () -> artifact(registry, topic).rules().byRuleType(name).get());
        if (COMPATIBILITY.equals(rule.getConfig())) {
          return Optional.empty();
        }
        rule.setConfig(COMPATIBILITY);
        registry.call(what, () -> artifact(registry, topic).rules().byRuleType(name).put(rule));
      }
      return Optional.of(
          "set rule " + COMPATIBILITY + " on schema " + SchemaRegistry.artifact(topic));
    } catch (AnsweredException e) {
      throw refused(registry, what, e);
    }
  }

  private static RegistryUnavailableException refused(
      SchemaRegistry registry, String what, AnsweredException e) {
    return new RegistryUnavailableException(
        registry.uri(),
        what,
        new IllegalStateException("status " + e.status() + ", " + reason(e), e.getCause()));
  }

  private static String reason(AnsweredException e) {
    if (e.getCause() instanceof ProblemDetails problem) {
      return problem.getTitle()
          + (problem.getDetail() == null ? "" : " (" + problem.getDetail() + ")");
    }
    return e.getMessage();
  }

  private static io.apicurio.registry.rest.client.groups.item.WithGroupItemRequestBuilder group(
      SchemaRegistry registry) {
    RegistryClient client = registry.rest();
    return client.groups().byGroupId(SchemaRegistry.GROUP);
  }

  private static io.apicurio.registry.rest.client.groups.item.artifacts.item
          .WithArtifactItemRequestBuilder
      artifact(SchemaRegistry registry, String topic) {
    return group(registry).artifacts().byArtifactId(SchemaRegistry.artifact(topic));
  }
}
