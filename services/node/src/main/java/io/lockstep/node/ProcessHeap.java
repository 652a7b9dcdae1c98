package io.lockstep.node;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much more than its content the heap of a node's process takes of the machine's memory: as
 * much as it likes while the node works, so that few collections look through what it keeps, and a
 * tenth when it rests, as JEP 346 has it for another collector. For the JVM's serial collector,
 * where nobody gave it these options; all else stays as it is.
 *
 * <p>One thread uses it. Source: Oracle, <i>HotSpot Virtual Machine Garbage Collection Tuning
 * Guide</i>, {@code -XX:MinHeapFreeRatio}; JEP 346, <i>Promptly Return Unused Committed Memory</i>.
 */
final class ProcessHeap {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessHeap.class);
  private static final String COLLECTOR = "UseSerialGC";
  private static final String LEAST_FREE = "MinHeapFreeRatio";
  private static final String MOST_FREE = "MaxHeapFreeRatio";
  private static final String OLD = "Tenured Gen";

  /** It is not worth a collection to give back less: bytes. */
  private static final long WORTHWHILE = 16L << 20;

  private final HotSpotDiagnosticMXBean jvm;

  /** The old generation; empty if the heap is left as it is. */
  private final Optional<MemoryPoolMXBean> old;

  private long settled;
  private long seen = -1;

  private ProcessHeap(HotSpotDiagnosticMXBean jvm, Optional<MemoryPoolMXBean> old) {
    this.jvm = jvm;
    this.old = old;
  }

  /** The heap of this process, which may grow from now on. */
  static ProcessHeap growing() {
    HotSpotDiagnosticMXBean jvm =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (jvm == null || !isUntouched(jvm)) {
      return new ProcessHeap(jvm, Optional.empty());
    }
    Optional<MemoryPoolMXBean> old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals(OLD))
            .findFirst();
    ProcessHeap heap = new ProcessHeap(jvm, old);
    heap.allow();
    return heap;
  }

  /**
   * To be called now and then: settles when nothing came since the last look and the heap has grown
   * by 16 MiB and more.
   *
   * @param revision the revision that the node has
   */
  void look(long revision) {
    boolean rests = revision == seen;
    seen = revision;
    if (rests) {
      old.filter(pool -> committed(pool) >= settled + WORTHWHILE).ifPresent(this::settle);
    }
  }

  /**
   * Collects and gives back what is free, but for a tenth. Stops the process's threads: for 0.15 to
   * 0.27 s with 100,000 parameters on two cores.
   */
  private void settle(MemoryPoolMXBean pool) {
    long begin = System.nanoTime();
    long before = committed(pool);
    jvm.setVMOption(LEAST_FREE, "5");
    jvm.setVMOption(MOST_FREE, "10");
    System.gc();
    allow();
    trim();
    settled = committed(pool);
    LOG.debug(
        "gave memory back bytes={} ms={}",
        before - settled,
        (System.nanoTime() - begin) / 1_000_000);
  }

  private void allow() {
    jvm.setVMOption(MOST_FREE, "99");
    jvm.setVMOption(LEAST_FREE, "98");
  }

  /** What the C library keeps of memory that was freed, most of it the compilers'. */
  private static void trim() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "systemTrimNativeHeap",
              new Object[0],
              new String[0]);
    } catch (JMException | RuntimeException e) {
      LOG.debug("the JVM has no command to trim its native heap", e);
    }
  }

  private static long committed(MemoryPoolMXBean pool) {
    return pool.getUsage().getCommitted();
  }

  private static boolean isUntouched(HotSpotDiagnosticMXBean jvm) {
    return Boolean.parseBoolean(jvm.getVMOption(COLLECTOR).getValue())
        && isDefault(jvm.getVMOption(LEAST_FREE))
        && isDefault(jvm.getVMOption(MOST_FREE));
  }

  private static boolean isDefault(VMOption option) {
    return option.getOrigin() == VMOption.Origin.DEFAULT;
  }
}
