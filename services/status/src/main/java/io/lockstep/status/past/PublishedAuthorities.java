package io.lockstep.status.past;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.log.tail.EventScan;
import io.lockstep.schema.Event;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.state.image.EntityKeys;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The authorities that the cluster published, from the topic "events". Whoever can write to that
 * topic can add one: an installation that guards against its own brokers names a file instead.
 */
public final class PublishedAuthorities implements Authorities {
  private static final String PREFIX = EntityKeys.trustAnchor("");

  private final EventScan scan;

  /** Does not connect yet. */
  public PublishedAuthorities(LogConnection connection, TopicCodecs codecs) {
    scan = new EventScan(connection, codecs.<Event>of(TopicContract.EVENTS));
  }

  @Override
  public Collection<X509Certificate> read() throws NoAnswerException {
    Map<String, X509Certificate> anchors = new LinkedHashMap<>();
    for (Event event : events()) {
      String key = EntityKeys.of(event);
      anchors.remove(key);
      if (event.getPayload() instanceof TrustAnchorPublished published) {
        certificate(published.getAnchor().getCertificate()).forEach(c -> anchors.put(key, c));
      }
    }
    return anchors.values();
  }

  private List<Event> events() throws NoAnswerException {
    try {
      return scan.find(key -> key.startsWith(PREFIX)).events();
    } catch (LogUnavailableException | RegistryUnavailableException e) {
      throw new NoAnswerException(
          NoAnswerException.Kind.UNAVAILABLE,
          "the authorities of the nodes cannot be read: " + e.getMessage());
    }
  }

  /** One, or none where the bytes are none. */
  private static List<X509Certificate> certificate(ByteBuffer der) {
    byte[] bytes = new byte[der.remaining()];
    der.duplicate().get(bytes);
    List<X509Certificate> found = new ArrayList<>();
    try {
      found.add(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(bytes)));
    } catch (CertificateException e) {
      // What is no certificate vouches for nobody.
    }
    return found;
  }
}
