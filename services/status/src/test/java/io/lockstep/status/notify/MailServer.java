package io.lockstep.status.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that takes mail only after STARTTLS and a login. */
final class MailServer implements AutoCloseable {
  static final String USER = "lockstep";
  static final String PASSWORD = "not-in-any-log";
  private static final String STORE = "changeit";

  private final Path folder;
  private final int port;
  private final List<MimeMessage> mails = new CopyOnWriteArrayList<>();
  private SMTPServer server;

  /** On a port that is free, with a certificate of its own; not started. */
  MailServer(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    keytool(
        "-genkeypair",
        "-alias",
        "mail",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-validity",
        "2",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-alias", "mail", "-file", ca().toString());
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store().toString(), "-storetype", "PKCS12", "-storepass", STORE));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Path store() {
    return folder.resolve("mail.p12");
  }

  /** What its certificate is to be checked against. */
  Path ca() {
    return folder.resolve("mail.pem");
  }

  int port() {
    return port;
  }

  MailServer start() throws IOException, GeneralSecurityException {
    server =
        new SMTPServer.Builder()
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(port)
            .startTlsSocketFactory(tls())
            .requireTLS()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> {
                      if (!user.equals(USER) || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                      }
                    }))
            .requireAuth()
            .messageHandler((context, from, to, data) -> take(data))
            .build();
    server.start();
    return this;
  }

  private void take(byte[] data) {
    try {
      mails.add(
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data)));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext tls() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      keys.load(in, STORE.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, STORE.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** The mails that it took, one a recipient. */
  List<MimeMessage> mails() {
    return mails;
  }

  void stop() {
    server.stop();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop();
    }
  }
}
