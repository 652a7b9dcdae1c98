package io.lockstep.status.notify;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertSeverity;
import io.lockstep.schema.AlertState;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.status.settings.NotifySettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells people of alerts, by mail and webhook, each apart from the other. */
public final class Notifications implements AutoCloseable {
  private final TopicCodecs codecs;
  private final List<Notifier> notifiers = new ArrayList<>();

  private Notifications(TopicCodecs codecs) {
    this.codecs = codecs;
  }

  /**
   * Starts a thread for each channel that is set.
   *
   * @param registry gets the metrics
   * @throws io.lockstep.log.settings.InvalidSettingsException if a file of authorities cannot be
   *     read
   */
  public static Notifications start(
      LogConnection connection, NotifySettings settings, PrometheusRegistry registry) {
    List<Channel> channels = channels(settings);
    Notifications all = new Notifications(new TopicCodecs(connection));
    NotifyMetrics metrics = new NotifyMetrics();
    metrics.register(registry);
    RecordCodec<Alert> codec = all.codecs.of(TopicContract.ALERTS);
    for (Channel channel : channels) {
      all.notifiers.add(
          new Notifier(
              connection.cluster(),
              channel,
              onLost -> new AlertTopic(connection, codec, channel.name(), onLost),
              settings.window(),
              settings.giveUp(),
              metrics));
    }
    all.notifiers.forEach(Notifier::start);
    return all;
  }

  private static List<Channel> channels(NotifySettings settings) {
    List<Channel> channels = new ArrayList<>();
    settings.mail().map(MailChannel::new).ifPresent(channels::add);
    settings
        .webhook()
        .map(webhook -> new WebhookChannel(webhook, Clock.systemUTC()))
        .ifPresent(channels::add);
    return channels;
  }

  /**
   * Tells of an alert that is none by every channel that is set, once.
   *
   * @return a line for each channel: what became of it; empty where none is set
   * @throws DeliveryException with these lines, if something did not work, be it for one recipient
   *     of several
   */
  public static List<String> test(String cluster, NotifySettings settings)
      throws DeliveryException {
    Clock clock = Clock.systemUTC();
    Alert alert =
        Alert.newBuilder()
            .setId("test/" + clock.millis())
            .setCluster(cluster)
            .setKind("test")
            .setOccurrence(1)
            .setSeverity(AlertSeverity.WARNING)
            .setState(AlertState.RAISED)
            .setCause("Somebody ran 'lockstep status notify-test'. Nothing is wrong.")
            .setRemedy("Nothing.")
            .setRaised(clock.instant())
            .build();
    List<String> lines = new ArrayList<>();
    boolean failed = false;
    for (Channel channel : channels(settings)) {
      Optional<String> flaw = flaw(channel, new Digest(cluster, List.of(alert)));
      failed |= flaw.isPresent();
      lines.add(channel.name() + ": " + flaw.orElse("delivered"));
    }
    if (failed) {
      throw new DeliveryException(String.join(System.lineSeparator(), lines));
    }
    return lines;
  }

  private static Optional<String> flaw(Channel channel, Digest digest) {
    try {
      return channel.deliver(digest);
    } catch (DeliveryException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Goes on with new clients of Kafka; from any thread, waits for nothing. */
  public void renew() {
    notifiers.forEach(Notifier::renew);
  }

  /** Stops within 5 s for each channel. */
  @Override
  public void close() {
    notifiers.forEach(Notifier::close);
    codecs.close();
  }
}
