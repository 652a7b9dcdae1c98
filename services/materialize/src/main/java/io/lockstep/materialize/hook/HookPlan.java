package io.lockstep.materialize.hook;

import io.lockstep.materialize.profile.spec.HookSpec;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.regex.PatternSyntaxException;

/**
 * Which hooks have to run, and which is next. They run in the order in which the profile lists
 * them; one that failed, or that waits for a role, does not keep those behind it. Without clock,
 * disk and thread; used under a lock of its owner.
 */
public final class HookPlan {
  /** A hook whose change was announced and did not come, runs after that time all the same. */
  static final Duration ANNOUNCED = Duration.ofSeconds(30);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(60);

  /** Says why a hook has to wait for others, or nothing. */
  @FunctionalInterface
  public interface Gate {
    /** Why a hook that follows from a change of a revision has to wait; empty where it has not. */
    Optional<String> waiting(HookSpec hook, long revision);
  }

  /**
   * A hook to run now.
   *
   * @param names what changed
   * @param revision the newest revision with such a change
   */
  public record Run(HookSpec hook, SortedSet<String> names, long revision, long generation) {}

  /** What keeps a hook; {@code code} is {@code hook-failed} or {@code waiting-for-role}. */
  public record Trouble(String code, String message) {}

  private static final class Entry {
    private final TreeSet<String> names = new TreeSet<>();
    private final TreeSet<String> announced = new TreeSet<>(); // of names: may still not change
    private long first;
    private long last;
    private long generation;
    private long readyAt;
    private long notBefore;
    private int failures;
    private boolean running;
    private long firstWhileRunning;
    private String failure = "";
    private String waiting = "";
  }

  private record Key(String profile, String name) {
    static Key of(HookSpec spec) {
      return new Key(spec.profile(), spec.name());
    }
  }

  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private List<HookSpec> specs = List.of();

  /** Goes on with what an earlier process left. */
  public HookPlan(Collection<PendingHook> left, long now) {
    for (PendingHook hook : left) {
      Entry entry = new Entry();
      entry.names.addAll(hook.names());
      entry.first = hook.first();
      entry.last = hook.last();
      entry.readyAt = now;
      entries.put(new Key(hook.profile(), hook.hook()), entry);
    }
  }

  /** The hooks as they are from now on; one that is not among them has not to run any more. */
  public void follow(List<HookSpec> hooks) {
    specs = List.copyOf(hooks);
    entries.keySet().retainAll(specs.stream().map(Key::of).toList());
  }

  /**
   * These names are about to change: what follows has to run, though not yet.
   *
   * @param first the oldest revision whose change it may be: until the hook has run, none from here
   *     on is active
   */
  public void announce(Collection<String> names, long first, long revision, long now) {
    note(names, first, revision, true, spec -> now + ANNOUNCED.toNanos());
  }

  /** These names have changed. */
  public void changed(Collection<String> names, long revision, long now) {
    note(names, revision, revision, false, spec -> now + spec.debounce().toNanos());
  }

  /** These names were announced, and nothing of them changes: nothing follows from that. */
  public void unchanged(Collection<String> names, long now) {
    for (HookSpec spec : specs) {
      Entry entry = entries.get(Key.of(spec));
      if (entry == null || names.stream().noneMatch(name -> concerns(spec, name))) {
        continue;
      }
      names.stream().filter(entry.announced::remove).forEach(entry.names::remove);
      if (entry.names.isEmpty()) {
        entries.remove(Key.of(spec));
      } else if (entry.announced.isEmpty()) {
        entry.readyAt = now + spec.debounce().toNanos();
        entry.notBefore = Math.min(entry.notBefore, entry.readyAt);
      }
    }
  }

  private void note(
      Collection<String> names,
      long first,
      long revision,
      boolean announced,
      ToLongFunction<HookSpec> readyAt) {
    for (HookSpec spec : specs) {
      List<String> concerned = names.stream().filter(name -> concerns(spec, name)).toList();
      if (concerned.isEmpty()) {
        continue;
      }
      Entry entry = entries.computeIfAbsent(Key.of(spec), key -> new Entry());
      if (entry.names.isEmpty()) {
        entry.first = first;
      }
      if (entry.running && entry.firstWhileRunning == 0) {
        entry.firstWhileRunning = first;
      }
      for (String name : concerned) {
        if (entry.names.add(name) && announced) {
          entry.announced.add(name);
        } else if (!announced) {
          entry.announced.remove(name);
        }
      }
      entry.last = Math.max(entry.last, revision);
      entry.generation++;
      entry.readyAt = readyAt.applyAsLong(spec);
      entry.notBefore = entry.readyAt;
    }
  }

  static boolean concerns(HookSpec spec, String name) {
    return spec.after().isEmpty() || spec.after().stream().anyMatch(glob -> matches(glob, name));
  }

  private static boolean matches(String glob, String name) {
    try {
      return glob.equals(name)
          || FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(name));
    } catch (PatternSyntaxException e) {
      return false; // the check of profiles says so
    }
  }

  /** The hook to run now; empty where none has to, or all have to wait. */
  public Optional<Run> next(long now, Gate gate) {
    for (HookSpec spec : specs) {
      Entry entry = entries.get(Key.of(spec));
      if (entry == null) {
        continue;
      }
      if (now - entry.readyAt < 0 || now - entry.notBefore < 0) {
        if (entry.failures == 0) {
          return Optional.empty(); // those behind it follow it
        }
        continue;
      }
      entry.waiting = gate.waiting(spec, entry.last).orElse("");
      if (entry.waiting.isEmpty()) {
        entry.running = true;
        entry.firstWhileRunning = 0;
        return Optional.of(new Run(spec, new TreeSet<>(entry.names), entry.last, entry.generation));
      }
    }
    return Optional.empty();
  }

  /** A hook has ended. It has to run again where something changed meanwhile, or it failed. */
  public void ended(Run run, CommandResult result, long now) {
    Entry entry = entries.get(Key.of(run.hook()));
    if (entry == null) {
      return; // the profile has it no more
    }
    entry.running = false;
    if (!result.succeeded()) {
      Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(entry.failures, 10));
      wait = wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY;
      entry.failures++;
      entry.failure = "%s; it is tried again in %d s".formatted(result.problem(), wait.toSeconds());
      entry.notBefore = now + wait.toNanos();
    } else if (entry.generation == run.generation()) {
      entries.remove(Key.of(run.hook()));
    } else {
      entry.first = entry.firstWhileRunning;
      entry.failures = 0;
      entry.failure = "";
    }
  }

  /** Whether another hook that runs for a role has to run. */
  public boolean isPendingFor(String role, HookSpec besides) {
    return specs.stream()
        .filter(spec -> !spec.equals(besides) && spec.roles().contains(role))
        .anyMatch(spec -> entries.containsKey(Key.of(spec)));
  }

  /** Whether nothing has to run. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The newest revision, up to the one that is written, behind which no hook has to run. */
  public long active(long written) {
    return entries.values().stream().mapToLong(entry -> entry.first - 1).reduce(written, Math::min);
  }

  /** What an operator should know of hooks that have not run. */
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    entries.forEach(
        (key, entry) -> {
          String name = "hook %s of profile %s".formatted(key.name(), key.profile());
          if (!entry.failure.isEmpty()) {
            troubles.add(new Trouble("hook-failed", name + " failed: " + entry.failure));
          } else if (!entry.waiting.isEmpty()) {
            troubles.add(new Trouble("waiting-for-role", name + " waits: " + entry.waiting));
          }
        });
    return troubles;
  }

  /** What has to run, to be kept. */
  public List<PendingHook> pending() {
    return entries.entrySet().stream()
        .map(
            entry ->
                new PendingHook(
                    entry.getKey().profile(),
                    entry.getKey().name(),
                    entry.getValue().names,
                    entry.getValue().first,
                    entry.getValue().last))
        .toList();
  }
}
