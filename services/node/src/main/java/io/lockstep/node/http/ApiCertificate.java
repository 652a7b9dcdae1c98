package io.lockstep.node.http;

import io.lockstep.node.tls.TlsIdentity;
import io.micronaut.http.ssl.CertificateProvider;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Gives the server its certificate, and each that comes later, for new connections. The server asks
 * for all that will ever come; that is all the demand that there is.
 */
@Singleton
@Named(TlsIdentity.NAME)
final class ApiCertificate implements CertificateProvider {
  private final TlsIdentity identity;
  private final Runnable listener = this::emit;
  private final List<Subscriber<? super KeyStore>> subscribers = new ArrayList<>();

  ApiCertificate(TlsIdentity identity) {
    this.identity = identity;
    identity.addListener(listener);
  }

  @Override
  public String getName() {
    return TlsIdentity.NAME;
  }

  @Override
  public Publisher<KeyStore> getKeyStore() {
    return subscriber ->
        subscriber.onSubscribe(
            new Subscription() {
              @Override
              public void request(long count) {
                add(subscriber);
              }

              @Override
              public void cancel() {
                remove(subscriber);
              }
            });
  }

  private synchronized void add(Subscriber<? super KeyStore> subscriber) {
    if (!subscribers.contains(subscriber)) {
      subscribers.add(subscriber);
      subscriber.onNext(identity.current()); // at once: the server must not listen without one
    }
  }

  private synchronized void remove(Subscriber<? super KeyStore> subscriber) {
    subscribers.remove(subscriber);
  }

  private synchronized void emit() {
    List.copyOf(subscribers).forEach(subscriber -> subscriber.onNext(identity.current()));
  }

  @PreDestroy
  void close() {
    identity.removeListener(listener);
  }
}
