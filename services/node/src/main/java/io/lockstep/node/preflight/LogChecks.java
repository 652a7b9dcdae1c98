package io.lockstep.node.preflight;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.SchemaMissingException;
import io.lockstep.log.report.BrokerClock;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.log.topic.TopicBegin;
import io.lockstep.materialize.check.Check;
import io.lockstep.materialize.check.Findings;
import io.lockstep.materialize.check.HostCheck;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Looks at brokers, registry and the brokers' clock. */
final class LogChecks {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration REPORT = Duration.ofSeconds(5);

  private LogChecks() {}

  static List<Check> of(Place place) {
    LogConnection connection = place.connection();
    List<Check> checks = new ArrayList<>();
    for (String broker : connection.bootstrapServers().split(",")) {
      checks.add(new HostCheck("broker", address(broker.strip()), CONNECT));
    }
    checks.add(new OwnCheck("log", "topics of " + connection.cluster(), f -> log(connection, f)));
    URI registry = connection.registry();
    int port = registry.getPort() >= 0 ? registry.getPort() : isTls(registry) ? 443 : 80;
    checks.add(new HostCheck("registry", registry.getHost() + ":" + port, CONNECT));
    checks.add(
        new OwnCheck("schemas", registry.toString(), findings -> registry(connection, findings)));
    checks.add(new OwnCheck("clock", "this machine", findings -> clock(place, findings)));
    return checks;
  }

  /** Without a listener's name before it, which Kafka's clients take too. */
  private static String address(String broker) {
    int slashes = broker.indexOf("://");
    return slashes < 0 ? broker : broker.substring(slashes + 3);
  }

  private static boolean isTls(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  private static void log(LogConnection connection, Findings findings) {
    String subject = "topics of " + connection.cluster();
    try (LogEnds ends = new LogEnds(connection)) {
      findings.pass(subject, "readable, %d records of events".formatted(ends.eventsEnd()));
      ends.eventsLoss(0)
          .ifPresent(
              loss -> findings.warn(subject, loss + "; " + TopicBegin.REPAIR, TopicBegin.REMEDY));
    } catch (LogUnavailableException e) {
      findings.fail(
          subject,
          e.getMessage(),
          "start the brokers, look at the kafka.* settings, or make the topics with"
              + " `lockstep topics provision`");
    }
  }

  /** With a folder of schemas that is empty, so that nothing is known without the registry. */
  private static void registry(LogConnection connection, Findings findings) {
    String subject = connection.registry().toString();
    try {
      Path empty = Files.createTempDirectory("lockstep-schemas");
      try (Codecs codecs =
          new Codecs(
              new LogConnection(
                  connection.cluster(),
                  connection.bootstrapServers(),
                  connection.registry(),
                  empty,
                  connection.clientProperties()))) {
        codecs.prepare();
        findings.pass(subject, "answers, and knows the schemas");
      } finally {
        delete(empty);
      }
    } catch (RegistryUnavailableException e) {
      findings.fail(
          subject, e.getMessage(), "start the registry, and look at the registry.* settings");
    } catch (SchemaMissingException e) {
      findings.fail(subject, e.getMessage(), "register them: `lockstep topics provision`");
    } catch (IOException e) {
      findings.skip(subject, "no temporary folder can be made: " + e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static void clock(Place place, Findings findings) {
    ClusterImage image = place.image().orElse(ClusterImage.EMPTY);
    long most = Long.parseLong(KnownParameters.shared(image, KnownParameters.MAXIMUM_CLOCK_SKEW));
    OptionalLong skew;
    try {
      skew = BrokerClock.skewMillis(place.connection(), REPORT, System::currentTimeMillis);
    } catch (LogUnavailableException e) {
      findings.skip("this machine", "the brokers were not asked");
      return;
    }
    if (skew.isEmpty()) {
      findings.skip("this machine", "no node reports, so nothing tells the brokers' time");
      return;
    }
    String what = "%d ms off the brokers' clock".formatted(skew.getAsLong());
    if (Math.abs(skew.getAsLong()) > most) {
      findings.fail(
          "this machine",
          what + ", at most %d are allowed (%s)".formatted(most, "Cluster.maximumClockSkew"),
          "let NTP set the clocks of nodes and brokers");
    } else {
      findings.pass("this machine", what);
    }
  }
}
