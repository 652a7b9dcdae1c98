package io.lockstep.materialize.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.materialize.file.AtomicWriter;
import io.lockstep.materialize.file.FileSteps;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hooks that have to run, on disk, so that a process that is killed between a write and what
 * follows from it makes up for it. Used by one thread at a time.
 */
public final class PendingStore {
  private static final Logger LOG = LoggerFactory.getLogger(PendingStore.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MODE = 0600;

  private final Path file;
  private final AtomicWriter writer;
  private List<PendingHook> saved = List.of();

  /** Kept in that file, whose folder is made when it is first written. */
  public PendingStore(Path file, FileSteps steps) {
    this.file = file.toAbsolutePath().normalize();
    this.writer = new AtomicWriter(new ManagedFolder(this.file.getParent()), steps);
  }

  /**
   * What was saved last. A file that cannot be understood counts as empty, with a line in the log.
   *
   * @throws MaterializeException if it is there and cannot be read
   */
  public List<PendingHook> load() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      saved = JSON.readValue(Files.readAllBytes(file), new TypeReference<List<PendingHook>>() {});
    } catch (JsonProcessingException | IllegalArgumentException e) {
      LOG.warn("Hooks that have to run are not known, the file is unreadable file={}", file);
      saved = List.of();
    } catch (IOException e) {
      throw MaterializeException.of(file.toString(), "cannot read the hooks to run", e);
    }
    return saved;
  }

  /**
   * Saves what has to run, if it is not what is there already.
   *
   * @throws MaterializeException if that fails; what was saved before is still there
   */
  public void save(Collection<PendingHook> pending) {
    List<PendingHook> next = List.copyOf(pending);
    if (next.equals(saved)) {
      return;
    }
    try {
      writer.write(file.getFileName().toString(), JSON.writeValueAsBytes(next), MODE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("hooks can be written as JSON", e);
    }
    saved = next;
  }
}
