package io.lockstep.node.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down who presents tokens that are none: at most 10 in a minute from one address. The 10,000
 * addresses that failed last are remembered. Any thread.
 */
@Singleton
final class FailedAttempts {
  static final int MOST = 10;
  static final int ADDRESSES = 10_000;
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int NETWORK_BYTES = 8; // an IPv6 host has a /64 of addresses to itself

  private final LongSupplier nanoTime;
  private final Map<String, Failures> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > ADDRESSES;
        }
      };

  @Inject
  FailedAttempts() {
    this(System::nanoTime);
  }

  /** With a monotonic clock. */
  FailedAttempts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How long the address has to wait before it may present a token; zero if it may now. */
  synchronized Duration pause(InetAddress address) {
    Failures failures = byAddress.get(key(address));
    return failures == null ? Duration.ZERO : failures.pause(nanoTime.getAsLong());
  }

  /** Notes that the address presented a token that is none. */
  synchronized void failed(InetAddress address) {
    byAddress.computeIfAbsent(key(address), key -> new Failures()).add(nanoTime.getAsLong());
  }

  /** How many addresses are remembered. */
  synchronized int size() {
    return byAddress.size();
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }

  /** When an address failed the last times. */
  private static final class Failures {
    private final long[] times = new long[MOST];
    private int count;

    void add(long now) {
      times[count++ % MOST] = now;
    }

    Duration pause(long now) {
      if (count < MOST) {
        return Duration.ZERO;
      }
      long oldest = times[count % MOST];
      long left = oldest + WINDOW.toNanos() - now;
      return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }
  }
}
