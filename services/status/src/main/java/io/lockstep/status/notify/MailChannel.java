package io.lockstep.status.notify;

import io.lockstep.status.settings.MailSettings;
import io.lockstep.status.settings.MailSettings.Security;
import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Mails by SMTP, one for a digest. The id of the mail is the digest's. Where the server takes it
 * for some of the addresses, a next try is for the others alone. One thread delivers.
 */
final class MailChannel implements Channel {
  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "20000";

  private final MailSettings settings;
  private final Session session;

  /** Addresses that have the digest {@link #id}. */
  private final Set<Address> have = new HashSet<>();

  private String id = "";

  /**
   * By a server.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException if the authorities cannot be read
   */
  MailChannel(MailSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings), login(settings));
  }

  private static Properties properties(MailSettings settings) {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
    // Who can be told is told: an address that is gone shall not silence the others.
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    properties.put("mail.smtp.timeout", ANSWER_MILLIS);
    properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    boolean starttls = settings.security() == Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
    // A server that does not offer it gets neither the password nor the mail.
    properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.security() == Security.TLS));
    settings
        .ca()
        .map(file -> TrustedAuthorities.of("notify.mail.ca.file", file))
        .map(SSLContext::getSocketFactory)
        .ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    return properties;
  }

  private static Authenticator login(MailSettings settings) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(
            settings.user().orElse(""), settings.password().orElse(""));
      }
    };
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Optional<String> deliver(Digest digest) throws DeliveryException {
    if (!digest.id().equals(id)) {
      begin(digest.id());
    }
    try {
      Transport.send(message(digest));
      begin("");
      return Optional.empty();
    } catch (SendFailedException e) {
      have.addAll(list(e.getValidSentAddresses()));
      List<Address> refused = list(e.getInvalidAddresses());
      List<Address> later = list(e.getValidUnsentAddresses());
      if (have.isEmpty() || !later.isEmpty()) {
        throw failure(without(refused, later) + reason(e), e);
      }
      begin("");
      return Optional.of(
          "mail server %s:%d refuses %s, the others have it: %s; correct notify.mail.to"
              .formatted(settings.host(), settings.port(), texts(refused), reason(e)));
    } catch (MessagingException e) {
      throw failure(reason(e), e);
    }
  }

  private DeliveryException failure(String what, MessagingException cause) {
    return new DeliveryException(
        "mail server %s:%d: %s".formatted(settings.host(), settings.port(), what), cause);
  }

  private void begin(String digest) {
    id = digest;
    have.clear();
  }

  /** Who has no mail, before the server's words, which do not say so. */
  private static String without(List<Address> refused, List<Address> later) {
    List<Address> all = new ArrayList<>(refused);
    all.addAll(later);
    return all.isEmpty() ? "" : "not taken for " + texts(all) + ": ";
  }

  private static List<Address> list(Address[] addresses) {
    return addresses == null ? List.of() : List.of(addresses);
  }

  private static String texts(List<Address> addresses) {
    return addresses.stream().map(Address::toString).collect(Collectors.joining(", "));
  }

  private MimeMessage message(Digest digest) throws MessagingException {
    MimeMessage message = new Identified(session, digest);
    message.setFrom(new InternetAddress(settings.from()));
    for (String address : settings.to()) {
      InternetAddress recipient = new InternetAddress(address);
      if (!have.contains(recipient)) {
        message.addRecipient(Message.RecipientType.TO, recipient);
      }
    }
    message.setSubject(MailText.subject(digest), "UTF-8");
    message.setText(MailText.body(digest), "UTF-8");
    message.setSentDate(new Date());
    message.setHeader("Auto-Submitted", "auto-generated"); // no notes of absence, please
    if (digest.isCritical()) {
      message.setHeader("Importance", "high");
    }
    message.saveChanges();
    return message;
  }

  /** What the server said, in one line. */
  private static String reason(MessagingException failure) {
    StringBuilder reason = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      reason.append("; ").append(cause.getMessage());
    }
    return reason.toString().replaceAll("\\s+", " ").strip();
  }

  /** A mail with the digest's id, in place of a new one each time. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, Digest digest) {
      super(session);
      id = "<" + digest.id() + "@" + digest.cluster() + ".lockstep>";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
