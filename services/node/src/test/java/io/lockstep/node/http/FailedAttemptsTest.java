package io.lockstep.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who presents tokens that are none has to wait. */
class FailedAttemptsTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final FailedAttempts attempts = new FailedAttempts(now::get);

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      attempts.failed(address(address));
    }
  }

  private Duration pause(String address) {
    return attempts.pause(address(address));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void letsTenAttemptsFailInAMinute() {
    fail("192.0.2.1", 9);
    assertThat(pause("192.0.2.1")).isZero();

    fail("192.0.2.1", 1);

    assertThat(pause("192.0.2.1")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void letsGoOnWhenTheFirstOfTheTenIsAMinuteAgo() {
    fail("192.0.2.1", 1);
    pass(Duration.ofSeconds(40));
    fail("192.0.2.1", 9);
    assertThat(pause("192.0.2.1")).isEqualTo(Duration.ofSeconds(20));

    pass(Duration.ofSeconds(20));
    assertThat(pause("192.0.2.1")).isZero();

    fail("192.0.2.1", 1);
    assertThat(pause("192.0.2.1")).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void doesNotMindOtherAddresses() {
    fail("192.0.2.1", 10);

    assertThat(pause("192.0.2.2")).isZero();
  }

  @Test
  void takesTheAddressesOfOneIpv6NetworkForOneHost() {
    fail("2001:db8:0:1::1", 5);
    fail("2001:db8:0:1:ffff::2", 5);

    assertThat(pause("2001:db8:0:1::3")).isPositive();
    assertThat(pause("2001:db8:0:2::1")).isZero();
  }

  @Test
  void forgetsTheAddressThatFailedLongestAgoWhenThereAreTooMany() {
    fail("192.0.2.1", 10);
    for (int i = 0; i < FailedAttempts.ADDRESSES; i++) {
      fail("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 1);
    }

    assertThat(attempts.size()).isEqualTo(FailedAttempts.ADDRESSES);
    assertThat(pause("192.0.2.1")).isZero();
  }
}
