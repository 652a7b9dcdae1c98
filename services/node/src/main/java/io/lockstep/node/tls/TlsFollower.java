package io.lockstep.node.tls;

import io.lockstep.node.replay.ReplayService;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the API in step with the cluster: its certificate, and whether it speaks TLS at all. Its
 * thread is {@code lockstep-api}.
 */
public final class TlsFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFollower.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Opens the API anew. */
  public interface Listener {
    /** With TLS or without; returns when it listens. */
    void listen(boolean tls);
  }

  private final ReplayService replay;
  private final ClusterIdentity identity;
  private final Listener listener;
  private final Thread thread = new Thread(this::run, "lockstep-api");
  private boolean tls;
  private boolean failing;
  private volatile boolean stopping;

  /** Follows what {@code replay} reads. */
  public TlsFollower(ReplayService replay, ClusterIdentity identity, Listener listener) {
    this.replay = replay;
    this.identity = identity;
    this.listener = listener;
    thread.setDaemon(true);
  }

  /** Opens the API as the image has it now, then starts the thread. */
  public void start() {
    identity.follow(replay.image());
    tls = TlsSwitch.isOn(replay.image());
    listener.listen(tls);
    thread.start();
  }

  private void run() {
    while (!stopping) {
      try {
        follow(replay.image());
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          LOG.error("the API cannot be opened, it is tried again and again tls={}", !tls, e);
        }
        failing = true;
      }
      if (!stopping) {
        replay.awaitNews(LOOK);
      }
    }
  }

  private void follow(ClusterImage image) {
    identity.follow(image);
    boolean wanted = TlsSwitch.isOn(image);
    if (wanted != tls) {
      LOG.warn("the API is opened anew tls={}", wanted);
      listener.listen(wanted);
      tls = wanted;
    }
  }

  /** Stops the thread; the API stays as it is. */
  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(30).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
