package io.lockstep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.materialize.servers.MalformedServersException;
import io.lockstep.materialize.servers.ServersFile;
import io.lockstep.state.decide.Hosts;

/** The {@code servers} file of SecureTransport. */
class ServersFuzzTest {
  @DictionaryEntries({
    "\\x09https://a:444\\x0A",
    "#a\\x09https://a:444\\x0A",
    "[::1]",
    "::1",
    "%eth0",
    "## "
  })
  @FuzzTest
  void readsWhatItWrites(byte[] file) {
    ServersFile read;
    try {
      read = ServersFile.parse(file);
    } catch (MalformedServersException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.getMessage()).hasSizeLessThan(10 * 1024 + 2 * file.length);
      return;
    }
    assertThat(read.entries())
        .allSatisfy(entry -> assertThat(Hosts.address(entry.getUrl())).isPresent());

    byte[] written = read.format();

    assertThat(written.length).isLessThanOrEqualTo(4 * file.length + 16);
    assertThat(ServersFile.parse(written)).isEqualTo(read);
    assertThat(ServersFile.parse(written).format()).isEqualTo(written);
  }
}
