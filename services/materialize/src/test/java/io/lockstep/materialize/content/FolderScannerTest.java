package io.lockstep.materialize.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScannerTest {
  private static final Selection SELECTION =
      new Selection(List.of("**"), List.of("tmp/**", "private"));

  @TempDir private Path temp;
  private Path root;
  private final List<Path> seen = new ArrayList<>();
  private FolderScanner scanner;
  private Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectory(temp.resolve("folder"));
    scanner = scanner();
  }

  private FolderScanner scanner() {
    return new FolderScanner(
        root, SELECTION, HashCache.load(temp.resolve("hashes")), clock, seen::add);
  }

  private static void sh(String command, Path folder) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  @Test
  void findsFilesDirectoriesAndLinks() throws Exception {
    sh(
        "mkdir -p a/empty tmp private; echo x > a/f; chmod 640 a/f; ln -s f a/l;"
            + " echo x > tmp/f; echo x > private/f; echo x > .lockstep-tmp-1; echo x > .lockstep-lock",
        root);

    Scan scan = scanner.scan();

    assertThat(scan.refused()).isEmpty();
    assertThat(scan.found()).containsOnlyKeys("a", "a/f", "a/l", "a/empty", "tmp");
    assertThat(scan.item("a/f").mode()).isEqualTo(0640);
    assertThat(scan.item("a/f").sha256())
        .isEqualTo("73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac");
    assertThat(scan.item("a/l")).isEqualTo(Item.link("f"));
    assertThat(seen).contains(root, root.resolve("a"), root.resolve("a/empty"));
  }

  @Test
  void refusesWhatCannotTakePartAndGoesOn() throws Exception {
    sh(
        "mkfifo fifo; ln -s /etc/passwd absolute; ln -s ../x up; ln -s a/../../x behind; echo x >"
            + " good; echo x > uid; chmod u+s uid; printf x > \"$(printf 'bad\\377name')\"",
        root);

    Scan scan = scanner.scan();

    assertThat(scan.found()).containsOnlyKeys("good");
    assertThat(scan.refused()).hasSize(6);
    assertThat(scan.refused().get("fifo")).contains("a FIFO");
    assertThat(scan.refused().get("uid")).contains("set-uid");
    assertThat(scan.refused().get("up")).contains("points out of the folder");
    assertThat(scan.refused().get("absolute")).contains("absolute");
    assertThat(scan.refused().get("behind")).contains("goes up again");
  }

  @Test
  void aDeviceIsRefused() throws Exception {
    assumeThat(Files.isWritable(Path.of("/dev"))).isTrue(); // root alone makes devices
    sh("mknod dev c 1 3", root);

    assertThat(scanner.scan().refused().get("dev")).contains("a device");
  }

  @Test
  void unicodeFormsAreDifferentNames() throws Exception {
    Files.writeString(root.resolve("\u00e9"), "1");
    Files.writeString(root.resolve("e\u0301"), "2");

    assertThat(scanner.scan().found()).containsOnlyKeys("\u00e9", "e\u0301");
  }

  @Test
  void leavesNoPartOfHashesThatDoNotFitOnTheDisk() throws IOException {
    Path file = Files.writeString(root.resolve("f"), "text");
    Path next = Files.createSymbolicLink(temp.resolve("hashes.next"), Path.of("/dev/full"));
    HashCache cache = HashCache.load(temp.resolve("hashes"));
    cache.put("f", Stamp.of(file), "00".repeat(32), 1);

    cache.save();

    assertThat(Files.exists(next, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(temp.resolve("hashes")).doesNotExist();
    cache.save();
    assertThat(HashCache.load(temp.resolve("hashes")).last("f")).isEqualTo("00".repeat(32));
  }

  @Test
  void readsAFileAgainOnlyWhenItsStampIsAnother() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "aaaa");
    HashCache cache = HashCache.load(temp.resolve("hashes"));
    new FolderScanner(root, SELECTION, cache, clock, path -> {}).scan();
    cache.save();

    String kept = HashCache.load(temp.resolve("hashes")).get("f", Stamp.of(file));

    assertThat(kept).isEqualTo(scanner.scan().item("f").sha256());
    Files.writeString(file, "bbbb");
    assertThat(HashCache.load(temp.resolve("hashes")).get("f", Stamp.of(file))).isNull();
  }

  @Test
  void doesNotTrustAStampOfTheSameTick() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "aaaa");
    Instant written = Files.getLastModifiedTime(file).toInstant();
    Files.setLastModifiedTime(file, FileTime.from(written.minusSeconds(60))); // as a copy does
    HashCache cache = HashCache.load(temp.resolve("hashes"));
    Clock now = Clock.fixed(written.plusMillis(10), ZoneOffset.UTC);

    assertThat(new FolderScanner(root, SELECTION, cache, now, path -> {}).scan().found())
        .containsKey("f");

    assertThat(cache.get("f", Stamp.of(file))).isNull();
  }

  @Test
  void aFileThatIsReadAfterItsRestNeedNotBeReadTwice() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "aaaa");
    HashCache cache = HashCache.load(temp.resolve("hashes"));
    Clock now =
        Clock.fixed(Files.getLastModifiedTime(file).toInstant().plusMillis(27), ZoneOffset.UTC);

    new FolderScanner(root, SELECTION, cache, now, path -> {}).scan();

    assertThat(cache.get("f", Stamp.of(file))).isNotNull();
  }

  @Test
  void whatIsLeftForLaterIsBlindUntilItIsRead() throws Exception {
    Files.writeString(root.resolve("later"), "1");
    Files.writeString(root.resolve("now"), "2");

    Scan scan = scanner.scan("later"::equals);

    assertThat(scan.found()).containsOnlyKeys("now");
    assertThat(scan.isBlind("later")).isTrue();
    assertThat(scanner.read("later", scan, file -> "of " + file.getFileName())).isTrue();
    assertThat(scan.item("later").sha256()).isEqualTo("of later");
    assertThat(scan.isBlind("later")).isFalse();
    assertThat(scan.unread()).isEmpty();
  }

  @Test
  void whatChangesWhileItIsReadLaterIsBusy() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "1");
    Scan scan = scanner.scan(path -> true);

    boolean found =
        scanner.read(
            "f",
            scan,
            path -> {
              Files.writeString(file, "longer");
              return "of what was there";
            });

    assertThat(found).isFalse();
    assertThat(scan.busy()).containsExactly("f");
  }

  @Test
  void whatHasGoneBeforeItIsReadLaterIsNotTakenToBeDeleted() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "1");
    Scan scan = scanner.scan(path -> true);
    Files.delete(file);

    boolean found = scanner.read("f", scan, path -> Files.readString(path));

    assertThat(found).isFalse();
    assertThat(scan.isBlind("f")).isTrue();
  }

  @Test
  void saysWhenABusyFileMayHaveComeToRest() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "1");
    Instant written = Files.getLastModifiedTime(file).toInstant();
    FolderScanner live =
        new FolderScanner(
            root,
            SELECTION,
            HashCache.load(temp.resolve("hashes")),
            Clock.fixed(written.plusMillis(10), ZoneOffset.UTC),
            path -> {});

    assertThat(live.scan().busy()).containsExactly("f");
    assertThat(live.restMillis()).isBetween(14L, 16L);
  }

  @Test
  void aFileThatKeepsChangingHasToRest() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "1");
    Instant written = Files.getLastModifiedTime(file).toInstant();
    List<Instant> now = new ArrayList<>(List.of(written.plusMillis(10)));
    FolderScanner live =
        new FolderScanner(
            root, SELECTION, HashCache.load(temp.resolve("hashes")), at(now), path -> {});

    assertThat(live.scan().busy()).containsExactly("f");
    now.set(0, written.plusMillis(40));
    assertThat(live.scan().found()).containsKey("f");

    Files.writeString(file, "12");
    Files.setLastModifiedTime(file, FileTime.from(written.plusMillis(60)));
    now.set(0, written.plusMillis(200));
    assertThat(live.scan().busy()).containsExactly("f");
    now.set(0, written.plusMillis(400));
    assertThat(live.scan().found()).containsKey("f");
  }

  private static Clock at(List<Instant> now) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get(0);
      }
    };
  }

  @Test
  void aFolderThatIsNotThereIsSaid() throws IOException {
    Files.delete(root);

    assertThat(scanner.scan().there()).isFalse();
  }
}
