package io.lockstep.cli.doctor;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.SchemaMissingException;
import io.lockstep.log.topic.TopicBegin;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicProblem;
import io.lockstep.log.topic.TopicVerifier;
import java.util.List;

/** Looks at broker, topics and registry. */
final class LogChecks {
  private static final String BROKER = "broker";
  private static final String TOPICS = "topics";
  private static final String REGISTRY = "registry";

  private LogChecks() {}

  static void add(LogConnection connection, TopicLayout layout, List<Finding> findings) {
    brokerAndTopics(connection, layout, findings);
    findings.add(registry(connection));
  }

  private static void brokerAndTopics(
      LogConnection connection, TopicLayout layout, List<Finding> findings) {
    List<TopicProblem> problems;
    List<String> warnings;
    try {
      TopicVerifier verifier = new TopicVerifier(connection, layout);
      problems = verifier.verify();
      warnings = verifier.warnings();
    } catch (LogUnavailableException e) {
      findings.add(
          Finding.wrong(
              BROKER,
              e.getMessage(),
              "start the brokers, and look whether address and login are right"));
      findings.add(Finding.skipped(TOPICS, "the broker was not asked"));
      return;
    }
    findings.add(Finding.ok(BROKER, connection.bootstrapServers() + " answers"));
    for (TopicProblem problem : problems) {
      findings.add(
          Finding.wrong(
              TOPICS,
              "%s: %s is %s, not %s"
                  .formatted(
                      problem.topic(), problem.setting(), problem.actual(), problem.expected()),
              "correct it with `lockstep topics provision`; partitions and replication by Kafka's"
                  + " own tools"));
    }
    warnings.forEach(
        text ->
            findings.add(
                Finding.warning(TOPICS, text + "; " + TopicBegin.REPAIR, TopicBegin.REMEDY)));
    if (problems.isEmpty() && warnings.isEmpty()) {
      findings.add(Finding.ok(TOPICS, "those of cluster " + connection.cluster() + " are fit"));
    }
  }

  /** By a folder of schemas that is empty, so that nothing is known without the registry. */
  private static Finding registry(LogConnection connection) {
    try (Codecs codecs = new Codecs(connection)) {
      codecs.prepare();
      return Finding.ok(REGISTRY, connection.registry() + " answers, and knows the schemas");
    } catch (RegistryUnavailableException e) {
      return Finding.wrong(
          REGISTRY,
          e.getMessage(),
          "start the registry, and look whether address and login are right; meanwhile nodes go on"
              + " with the schemas that they keep");
    } catch (SchemaMissingException e) {
      return Finding.wrong(REGISTRY, e.getMessage(), "register them: `lockstep topics provision`");
    }
  }
}
