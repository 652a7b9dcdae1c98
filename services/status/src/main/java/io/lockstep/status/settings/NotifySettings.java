package io.lockstep.status.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How people are told of alerts.
 *
 * @param window alerts that come within it are told together
 * @param giveUp how long it is tried to tell of an alert
 */
public record NotifySettings(
    Optional<MailSettings> mail,
    Optional<WebhookSettings> webhook,
    Duration window,
    Duration giveUp) {
  /** Nobody is told. */
  public static final NotifySettings NONE =
      new NotifySettings(Optional.empty(), Optional.empty(), Duration.ZERO, Duration.ZERO);
}
