package io.lockstep.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.failure.Failure;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.replay.JournalChain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AuditFilterTest {
  /** Four changes, at 08:30:01, :02, :03 and :04. */
  private static List<JournalEntry> journal() {
    JournalChain chain = JournalChain.start();
    List<JournalEntry> journal = new ArrayList<>();
    journal.add(chain.next(Entries.event(1, "ann", Entries.parameter("Cluster.mode", "a"))));
    journal.add(chain.next(Entries.event(2, "bob", Entries.parameter("Cluster.name", "b"))));
    journal.add(chain.next(Entries.event(3, "ann", Entries.parameter("mail.host", "c"))));
    journal.add(chain.next(Entries.event(4, "eve", Entries.parameter("mail.port", "d"))));
    return journal;
  }

  @Command
  private static final class Holder {
    @Mixin private AuditFilter filter;
  }

  private static List<Long> wanted(String... options) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(options);
    AuditFilter filter = holder.filter.prepare();
    return journal().stream().filter(filter::test).map(JournalEntry::getRevision).toList();
  }

  @Test
  void wantsAllWithoutOptions() {
    assertThat(wanted()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void wantsWhatFitsEachOption() {
    assertThat(wanted("--entity", "configuration/Cluster.")).containsExactly(1L, 2L);
    assertThat(wanted("--actor", "ann")).containsExactly(1L, 3L);
    assertThat(wanted("--origin", "n2")).isEmpty();
    assertThat(wanted("--from", "2", "--to", "3")).containsExactly(2L, 3L);
    assertThat(wanted("--since", "2026-11-21T08:30:03Z")).containsExactly(3L, 4L);
    assertThat(wanted("--until", "2026-11-21T09:30:03+01:00")).containsExactly(1L, 2L);
  }

  @Test
  void wantsWhatFitsAllOptions() {
    assertThat(wanted("--actor", "ann", "--from", "2")).containsExactly(3L);
  }

  @Test
  void wantsBoundsThatSomethingCanBeBetween() {
    String early = "2026-11-21T08:30:00Z";
    String late = "2026-11-21T08:30:03Z";
    assertThat(wanted("--from", "2", "--to", "2")).containsExactly(2L);
    assertThatThrownBy(() -> wanted("--from", "5", "--to", "3"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--from is 5 and --to is 3");
    assertThatThrownBy(() -> wanted("--since", late, "--until", early))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--since is " + late + " and --until is " + early);
    assertThatThrownBy(() -> wanted("--since", early, "--until", early))
        .isInstanceOf(Failure.class);
  }

  @Test
  void wantsATimeWithItsOffset() {
    for (String time : List.of("2026-11-21", "2026-11-21T08:30:00", "yesterday")) {
      assertThatThrownBy(() -> wanted("--since", time))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("--since is \"" + time + "\"")
          .hasMessageContaining("2026-11-21T08:30:00Z");
    }
  }
}
