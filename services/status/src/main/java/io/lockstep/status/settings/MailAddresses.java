package io.lockstep.status.settings;

import io.lockstep.log.settings.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Addresses of mails. One that only stands for another would be mailed to for ever, unread. */
final class MailAddresses {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9.-]{1,253})");

  /** Domains that RFC 2606 and RFC 6761 reserve, so that nobody reads there. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(.*\\.)?(localhost|localdomain|invalid|test|example(\\.[a-z]{2,})?)", Pattern.DOTALL);

  private static final Pattern STAND_IN =
      Pattern.compile("(change-?me|replace-?me|your-?(name|address|mail|email)|someone|nobody)@.*");

  private MailAddresses() {}

  static List<String> split(String addresses) {
    return Stream.of(addresses.split(",", -1)).map(String::strip).toList();
  }

  /** What is wrong with a setting's address; empty if nothing is. */
  static Optional<String> problem(Setting setting, String address) {
    var matcher = FORM.matcher(address);
    if (!matcher.matches()) {
      return Optional.of(
          "%s is \"%s\", but wants an address of the form NAME@DOMAIN"
              .formatted(setting.name(), address));
    }
    String domain = matcher.group(1).toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    if (RESERVED.matcher(domain).matches()
        || !domain.contains(".")
        || STAND_IN.matcher(address.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.of(
          ("%s is \"%s\", a placeholder that nobody reads; set the address of who looks after the"
                  + " cluster")
              .formatted(setting.name(), address));
    }
    return Optional.empty();
  }
}
