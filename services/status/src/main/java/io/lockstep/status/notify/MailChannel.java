package io.lockstep.status.notify;

import io.lockstep.status.settings.MailSettings;
import io.lockstep.status.settings.MailSettings.Security;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/** Mails by SMTP, one for a digest. The id of the mail is the digest's. */
final class MailChannel implements Channel {
  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "20000";

  private final MailSettings settings;
  private final Session session;

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
  public void deliver(Digest digest) throws DeliveryException {
    try {
      Transport.send(message(digest));
    } catch (MessagingException e) {
      throw new DeliveryException(
          "mail server %s:%d: %s".formatted(settings.host(), settings.port(), reason(e)), e);
    }
  }

  private MimeMessage message(Digest digest) throws MessagingException {
    MimeMessage message = new Identified(session, digest);
    message.setFrom(new InternetAddress(settings.from()));
    for (String address : settings.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(address));
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
