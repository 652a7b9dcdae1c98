package io.lockstep.status.settings;

import io.lockstep.log.settings.Setting;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What is wrong with how alerts are to be told. */
final class NotifyProblems {
  /** Those that say nothing without a server or a URL. */
  private static final List<Setting> OF_MAIL =
      List.of(
          Catalogue.MAIL_CA,
          Catalogue.MAIL_USER,
          Catalogue.MAIL_PASSWORD,
          Catalogue.MAIL_FROM,
          Catalogue.MAIL_TO);

  private static final List<Setting> OF_WEBHOOK =
      List.of(Catalogue.WEBHOOK_CA, Catalogue.WEBHOOK_TOKEN, Catalogue.WEBHOOK_SECRET);

  private NotifyProblems() {}

  static void add(List<String> problems, StatusSettings settings) {
    Optional<String> host = settings.some(Catalogue.MAIL_HOST);
    if (host.isPresent()) {
      mail(problems, settings, host.get());
    } else {
      alone(problems, settings, Catalogue.MAIL_HOST, OF_MAIL);
    }
    Optional<String> url = settings.some(Catalogue.WEBHOOK_URL);
    if (url.isPresent()) {
      webhook(problems, URI.create(url.get()));
    } else {
      alone(problems, settings, Catalogue.WEBHOOK_URL, OF_WEBHOOK);
    }
  }

  private static void alone(
      List<String> problems, StatusSettings settings, Setting without, List<Setting> of) {
    for (Setting setting : of) {
      if (settings.some(setting).isPresent()) {
        problems.add(
            "%s is set, but %s is not: set both or none".formatted(setting.name(), without.name()));
      }
    }
  }

  private static void mail(List<String> problems, StatusSettings settings, String host) {
    MailAddresses.problem(Catalogue.MAIL_FROM, settings.text(Catalogue.MAIL_FROM))
        .ifPresent(problems::add);
    for (String address : MailAddresses.split(settings.text(Catalogue.MAIL_TO))) {
      MailAddresses.problem(Catalogue.MAIL_TO, address).ifPresent(problems::add);
    }
    boolean login = settings.some(Catalogue.MAIL_USER).isPresent();
    if (login != settings.some(Catalogue.MAIL_PASSWORD).isPresent()) {
      problems.add(
          "%s and %s belong together: set both or none"
              .formatted(Catalogue.MAIL_USER.name(), Catalogue.MAIL_PASSWORD.name()));
    }
    if (login
        && settings.text(Catalogue.MAIL_SECURITY).equals("none")
        && !StatusSettings.isLoopback(host)) {
      problems.add(
          "%s is \"none\", but wants starttls or tls: the password would go to %s in the clear"
              .formatted(Catalogue.MAIL_SECURITY.name(), host));
    }
  }

  private static void webhook(List<String> problems, URI url) {
    // Its path and query may be a secret, and are not shown.
    if (url.getHost() == null) {
      problems.add(
          Catalogue.WEBHOOK_URL.name() + " has no host, but wants the form https://HOST/PATH");
    } else if (url.getScheme().equalsIgnoreCase("http")
        && !StatusSettings.isLoopback(url.getHost())) {
      problems.add(
          "%s is an http URL of %s, but wants https: what it tells would go over a network in the"
                  .formatted(Catalogue.WEBHOOK_URL.name(), url.getHost())
              + " clear");
    }
  }
}
