package io.lockstep.status.notify;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** What became of notifications, by channel. Any thread. */
final class NotifyMetrics {
  private static final String CHANNEL = "channel";

  private final Counter deliveries =
      counter("lockstep_notifications_total", "Mails or posts that this instance has delivered.");
  private final Counter steps =
      counter(
          "lockstep_notified_alert_steps_total",
          "Alerts raised or cleared that this instance has told people of.");
  private final Counter failures =
      counter(
          "lockstep_notification_failures_total",
          "Attempts to deliver that failed; they are repeated.");
  private final Counter dropped =
      counter(
          "lockstep_notification_dropped_alert_steps_total",
          "Alerts raised or cleared that nobody was told of, since delivery failed for too long.");
  private final Gauge pending =
      Gauge.builder()
          .name("lockstep_notification_pending_alert_steps")
          .help("Alerts raised or cleared that this instance is about to tell people of.")
          .labelNames(CHANNEL)
          .build();
  private final Gauge failing =
      Gauge.builder()
          .name("lockstep_notification_failing_seconds")
          .help("For how long the delivery that is due has failed; 0 when none does.")
          .unit(Unit.SECONDS)
          .labelNames(CHANNEL)
          .build();

  private static Counter counter(String name, String help) {
    return Counter.builder().name(name).help(help).labelNames(CHANNEL).build();
  }

  void register(PrometheusRegistry registry) {
    registry.register(deliveries);
    registry.register(steps);
    registry.register(failures);
    registry.register(dropped);
    registry.register(pending);
    registry.register(failing);
  }

  /** From now on there are samples of the channel. */
  void start(String channel) {
    deliveries.initLabelValues(channel);
    steps.initLabelValues(channel);
    failures.initLabelValues(channel);
    dropped.initLabelValues(channel);
    pending(channel, 0);
    failing(channel, 0);
  }

  void delivered(String channel, int count) {
    deliveries.labelValues(channel).inc();
    steps.labelValues(channel).inc(count);
  }

  void failed(String channel) {
    failures.labelValues(channel).inc();
  }

  void dropped(String channel, int count) {
    dropped.labelValues(channel).inc(count);
  }

  void pending(String channel, int count) {
    pending.labelValues(channel).set(count);
  }

  void failing(String channel, double seconds) {
    failing.labelValues(channel).set(seconds);
  }
}
