package io.lockstep.materialize.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.content.Merge.Delete;
import io.lockstep.materialize.content.Merge.Write;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWriterTest {
  private static final Selection ALL = new Selection(List.of("**"), List.of("keep/**"));

  @TempDir private Path temp;
  private final Log log = new Log();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private Path root;
  private FolderScanner scanner;
  private FolderWriter writer;

  /** Files that were published, and what is fetched of them. */
  private static final class Log implements Pieces {
    private final Map<String, List<Piece>> recipes = new HashMap<>();
    private final Map<String, byte[]> chunks = new HashMap<>();
    private final List<String> fetched = new ArrayList<>();

    Item publish(byte[] file, int mode) throws IOException {
      Chunker chunker = new Chunker(Channels.newChannel(new ByteArrayInputStream(file)));
      List<Piece> pieces = new ArrayList<>();
      for (ByteBuffer next = chunker.next(); next != null; next = chunker.next()) {
        byte[] chunk = new byte[next.remaining()];
        next.get(chunk);
        chunks.put(sha256(chunk), chunk);
        pieces.add(new Piece(sha256(chunk), chunk.length));
      }
      recipes.put(sha256(file), pieces);
      return Item.file(file.length, sha256(file), mode);
    }

    @Override
    public List<Piece> recipe(String sha256) throws MissingContentException {
      if (!recipes.containsKey(sha256)) {
        throw new MissingContentException("no recipe of " + sha256);
      }
      return recipes.get(sha256);
    }

    @Override
    public synchronized Map<String, byte[]> fetch(Collection<String> hashes) {
      Map<String, byte[]> found = new HashMap<>();
      hashes.forEach(hash -> found.put(hash, chunks.get(hash)));
      fetched.addAll(hashes);
      return found;
    }

    @Override
    public Map<String, byte[]> fetchVerified(Collection<String> hashes)
        throws MissingContentException {
      for (String hash : hashes) {
        if (!sha256(chunks.get(hash)).equals(hash)) {
          throw new MissingContentException("no genuine piece " + hash);
        }
      }
      return fetch(hashes);
    }
  }

  private static String sha256(byte[] bytes) {
    MessageDigest digest = Digests.sha256();
    return HexFormat.of().formatHex(digest.digest(bytes));
  }

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectory(temp.resolve("folder"));
    scanner =
        new FolderScanner(
            root,
            ALL,
            HashCache.load(temp.resolve("hashes")),
            Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)),
            path -> {});
    writer =
        new FolderWriter(
            root,
            log,
            scanner,
            temp.resolve("aside"),
            path -> path.endsWith(".xml") ? Optional.of(Validation.XML) : Optional.empty(),
            (kind, file) ->
                Files.readString(file).startsWith("<") ? Optional.empty() : Optional.of("line 1"),
            threads);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private Item text(String text) throws IOException {
    return log.publish(text.getBytes(StandardCharsets.UTF_8), 0640);
  }

  private FolderWriter.Result write(String path, Item item, boolean keep) throws Exception {
    Scan scan = scanner.scan();
    Write write = new Write(path, item, scan.found().get(path), keep);
    return writer.apply(List.of(write), List.of(), scan, () -> {});
  }

  @Test
  void writesAFileWithItsModeAndWhatItNeedsAbove() throws Exception {
    FolderWriter.Result result = write("a/b/f", text("hello"), false);

    assertThat(result.problems()).isEmpty();
    assertThat(root.resolve("a/b/f")).hasContent("hello");
    assertThat(scanner.scan().item("a/b/f")).isEqualTo(text("hello"));
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void whatWasEditedSinceTheScanIsLeftAlone() throws Exception {
    Files.writeString(root.resolve("f"), "old");
    Scan scan = scanner.scan();
    Files.writeString(root.resolve("f"), "edited");

    FolderWriter.Result result =
        writer.apply(
            List.of(new Write("f", text("new"), scan.found().get("f"), false)),
            List.of(),
            scan,
            () -> {});

    assertThat(result.problems()).containsEntry("f", FolderWriter.EDITED);
    assertThat(root.resolve("f")).hasContent("edited");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void whatCameUpSinceTheScanIsLeftAlone() throws Exception {
    Scan scan = scanner.scan();
    Files.writeString(root.resolve("f"), "mine");

    FolderWriter.Result result =
        writer.apply(List.of(new Write("f", text("new"), null, false)), List.of(), scan, () -> {});

    assertThat(result.done()).isEmpty();
    assertThat(root.resolve("f")).hasContent("mine");
  }

  @Test
  void aFileThatIsNotWellFormedIsNotSeen() throws Exception {
    write("a.xml", text("<a/>"), false);

    FolderWriter.Result result = write("a.xml", text("a"), false);

    assertThat(result.problems().get("a.xml")).contains("no well-formed XML", "line 1");
    assertThat(root.resolve("a.xml")).hasContent("<a/>");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void neverWritesThroughALink() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.createSymbolicLink(root.resolve("d"), outside);

    FolderWriter.Result result = write("d/f", text("x"), false);

    assertThat(result.problems().get("d/f")).contains("links are not followed");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void refusesAPathAndALinkThatLeaveTheFolder() throws Exception {
    assertThat(write("../x", text("x"), false).problems()).containsKey("../x");
    assertThat(write("l", Item.link("../x"), false).problems()).containsKey("l");
    assertThat(temp.resolve("x")).doesNotExist();
  }

  @Test
  void aPieceThatIsAnotherIsNamedAndNothingIsSeen() throws Exception {
    byte[] bytes = new byte[600_000];
    new Random(5).nextBytes(bytes);
    Item item = log.publish(bytes, 0644);
    String forged = log.recipes.get(item.sha256()).get(1).sha256();
    log.chunks.get(forged)[7]++;

    FolderWriter.Result result = write("f", item, false);

    assertThat(result.problems().get("f")).contains("no genuine piece " + forged);
    assertThat(root.resolve("f")).doesNotExist();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void keepsAsideWhatWasThereFirst() throws Exception {
    Files.writeString(root.resolve("f"), "mine");

    FolderWriter.Result result = write("f", text("ours"), true);

    assertThat(root.resolve("f")).hasContent("ours");
    assertThat(result.kept().get("f")).hasContent("mine");
  }

  @Test
  void takesFromTheOldVersionWhatItHas() throws Exception {
    byte[] bytes = new byte[3_000_000];
    new Random(3).nextBytes(bytes);
    write("f", log.publish(bytes, 0644), false);
    byte[] changed = bytes.clone();
    changed[1_500_000]++;
    Item next = log.publish(changed, 0644);
    log.fetched.clear();

    FolderWriter.Result result = write("f", next, false);

    assertThat(result.problems()).isEmpty();
    assertThat(Files.readAllBytes(root.resolve("f"))).isEqualTo(changed);
    assertThat(log.fetched).hasSizeBetween(1, 2);
  }

  @Test
  void anOldVersionThatIsNotWhatItWasDoesNoHarm() throws Exception {
    byte[] bytes = new byte[1_000_000];
    new Random(3).nextBytes(bytes);
    write("f", log.publish(bytes, 0644), false);
    Scan scan = scanner.scan();
    byte[] changed = bytes.clone();
    changed[500_000]++;
    Item next = log.publish(changed, 0644);
    Path copy = root.resolve("f");
    var time = Files.getLastModifiedTime(copy);
    byte[] damaged = bytes.clone();
    Arrays.fill(damaged, 0, 1000, (byte) 0);
    Path temporary = temp.resolve("new");
    Files.write(copy, damaged);
    Files.setLastModifiedTime(copy, time);

    new Assembler(log, Runnable::run)
        .make(temporary, next, new Assembler.Old(copy, scan.item("f").sha256()))
        .close();

    assertThat(Files.readAllBytes(temporary)).isEqualTo(changed);
  }

  @Test
  void tellsBeforeTheFirstChangeIsToBeSeen() throws Exception {
    List<Boolean> seen = new ArrayList<>();

    writer.apply(
        List.of(new Write("f", text("new"), null, false)),
        List.of(),
        scanner.scan(),
        () -> seen.add(Files.exists(root.resolve("f"))));

    assertThat(seen).containsExactly(false);
    assertThat(root.resolve("f")).hasContent("new");
  }

  @Test
  void doesNotTellOfWhatCannotBeWritten() throws Exception {
    List<String> told = new ArrayList<>();
    Item unknown = Item.file(3, sha256(new byte[] {1, 2, 3}), 0644);

    FolderWriter.Result result =
        writer.apply(
            List.of(new Write("f", unknown, null, false)),
            List.of(),
            scanner.scan(),
            () -> told.add("told"));

    assertThat(result.problems()).containsKey("f");
    assertThat(told).isEmpty();
  }

  @Test
  void aMovedFileIsCopiedFromWhereItWas() throws Exception {
    write("old", text("same"), false);
    log.chunks.clear();
    log.recipes.clear();
    Scan scan = scanner.scan();

    FolderWriter.Result result =
        writer.apply(
            List.of(new Write("new", scan.item("old"), null, false)),
            List.of(new Delete("old", scan.found().get("old"))),
            scan,
            () -> {});

    assertThat(result.problems()).isEmpty();
    assertThat(root.resolve("new")).hasContent("same");
    assertThat(root.resolve("old")).doesNotExist();
  }

  @Test
  void aDirectoryWithOtherThingsInItStays() throws Exception {
    Files.createDirectories(root.resolve("keep/mine"));
    Scan scan = scanner.scan();

    FolderWriter.Result result =
        writer.apply(
            List.of(), List.of(new Delete("keep", scan.found().get("keep"))), scan, () -> {});

    assertThat(result.problems()).isEmpty();
    assertThat(result.done()).isEmpty();
    assertThat(root.resolve("keep/mine")).isDirectory();
  }

  @Test
  void nothingIsAnnouncedOfADirectoryThatStays() throws Exception {
    Files.createDirectories(root.resolve("d/below"));
    Files.createDirectories(root.resolve("d/free"));
    Scan scan = scanner.scan();
    Files.createFile(root.resolve("d/below/excluded"));
    List<String> announced = new ArrayList<>();

    FolderWriter.Result kept =
        writer.apply(List.of(), deletes(scan, "d/below", "d"), scan, () -> announced.add("kept"));
    FolderWriter.Result partly =
        writer.apply(
            List.of(), deletes(scan, "d/free", "d/below", "d"), scan, () -> announced.add("free"));

    assertThat(kept.done()).isEmpty();
    assertThat(partly.done()).containsOnlyKeys("d/free");
    assertThat(announced).containsExactly("free");
    assertThat(root.resolve("d/below/excluded")).exists();
  }

  private static List<Delete> deletes(Scan scan, String... paths) {
    return Arrays.stream(paths).map(path -> new Delete(path, scan.found().get(path))).toList();
  }

  @Test
  void cleansWhatAKilledRunLeft() throws Exception {
    Files.createDirectories(root.resolve("d"));
    Files.writeString(root.resolve("d/.lockstep-tmp-1"), "half");

    writer.cleanLeftovers();

    assertThat(leftovers()).isEmpty();
  }

  @Test
  void whatMayNotBeListedKeepsNoLeftoverElsewhere() throws Exception {
    Assumptions.assumeFalse(System.getProperty("user.name").equals("root"), "root may all");
    Path closed = Files.createDirectories(root.resolve("closed"));
    Files.setPosixFilePermissions(closed, Set.of());
    Files.createDirectories(root.resolve("d"));
    Files.writeString(root.resolve("d/.lockstep-tmp-1"), "half");

    writer.cleanLeftovers();

    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    assertThat(leftovers()).isEmpty();
  }

  private List<Path> leftovers() throws IOException {
    try (var all = Files.walk(root)) {
      return all.filter(path -> path.getFileName().toString().startsWith(".lockstep-")).toList();
    }
  }

  private static Map<String, Object> owner(Path path) throws IOException {
    return Files.readAttributes(path, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
  }

  private static void own(Path path, int user, int group) throws IOException {
    Files.setAttribute(path, "unix:uid", user);
    Files.setAttribute(path, "unix:gid", group);
  }

  @Test
  void whatIsReplacedKeepsItsOwnerAndWhatIsNewHasTheDirectorys() throws Exception {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root may");
    Files.writeString(root.resolve("f"), "old");
    own(root, 12_345, 23_456);
    own(root.resolve("f"), 12_346, 23_457);

    write("f", text("new"), false);
    write("a/b/f", text("new"), false);
    write("d", Item.directory(0750), false);
    write("l", Item.link("f"), false);

    Map<String, Object> theDirectorys = Map.of("uid", 12_345, "gid", 23_456);
    assertThat(root.resolve("f")).hasContent("new");
    assertThat(owner(root.resolve("f"))).isEqualTo(Map.of("uid", 12_346, "gid", 23_457));
    for (String path : List.of("a", "a/b", "a/b/f", "d", "l")) {
      assertThat(owner(root.resolve(path))).as(path).isEqualTo(theDirectorys);
    }
  }

  @Test
  void aDirectoryKeepsItsSetGidBit() throws Exception {
    Path directory = Files.createDirectory(root.resolve("d"));
    Files.setAttribute(directory, "unix:mode", 02775);

    write("d", Item.directory(0750), false);

    assertThat(Stamp.of(directory).bits()).isEqualTo(02750);
  }
}
