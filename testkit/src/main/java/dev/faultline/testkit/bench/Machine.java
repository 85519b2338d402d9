package dev.faultline.testkit.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/** What figures depend on. */
public final class Machine {

  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final Path THIS_PROCESS = Path.of("/proc/self/status");

  private Machine() {}

  /** One line of it. */
  public static String describe() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return "%d cores (%s), %d GiB, %s %s, Java %s, Kafka %s; load average at the start %.1f"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            field(CPUS, "model name").findFirst().orElse(system.getArch()),
            Math.ceilDiv(system.getTotalMemorySize(), 1L << 30),
            system.getName(),
            system.getVersion(),
            Runtime.version(),
            AppInfoParser.getVersion(),
            system.getSystemLoadAverage());
  }

  /** Most memory that this process has had, in bytes; 0 where the system does not tell. */
  public static long peakRssBytes() {
    return bytes(THIS_PROCESS, "VmHWM");
  }

  /** Most memory that a process has had, in bytes; 0 where the system does not tell. */
  public static long peakRssBytes(ProcessHandle process) {
    return bytes(statusOf(process), "VmHWM");
  }

  /** Memory that a process has now, in bytes; 0 where the system does not tell. */
  public static long rssBytes(ProcessHandle process) {
    return bytes(statusOf(process), "VmRSS");
  }

  private static Path statusOf(ProcessHandle process) {
    return Path.of("/proc", "" + process.pid(), "status");
  }

  private static long bytes(Path status, String name) {
    return field(status, name)
        .mapToLong(kibibytes -> Long.parseLong(kibibytes.split(" ")[0]) << 10)
        .findFirst()
        .orElse(0);
  }

  private static Stream<String> field(Path file, String name) {
    if (!Files.isReadable(file)) {
      return Stream.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
