package dev.faultline.generator.bench;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A generator in a JVM of its own, which ends when this one does or says so. */
final class GeneratorProcess implements AutoCloseable {

  private static final String ANSWER = "> ";

  private final Process process;
  private final BufferedReader answers;

  private GeneratorProcess(Process process) {
    this.process = process;
    this.answers = process.inputReader();
  }

  /** Starts it, with a heap of that size, and waits until it takes runs. */
  static GeneratorProcess start(String bootstrap, Path folder, String heap) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            GeneratorProcess.class.getName(),
            bootstrap,
            folder.toString());
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("generator.log").toFile()).start();
    GeneratorProcess started = new GeneratorProcess(process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    started.answer();
    return started;
  }

  /** Ends it in good order; what it says of itself. */
  String finish() throws IOException {
    process.outputWriter().close();
    return answer();
  }

  private String answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(ANSWER)) {
        return line.substring(ANSWER.length());
      }
    }
    throw new IOException("the generator has failed; see generator.log");
  }

  @Override
  public void close() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  /** The other end: carries runs until standard input ends. */
  public static void main(String[] arguments) throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SpillSpace space = SpillSpace.in(Path.of(arguments[1], "spill"));
    try (GeneratorService generator =
        new GeneratorService(
            KafkaSettings.of(arguments[0]), space, Clock.system(), registry, LoadSettings.ONE)) {
      generator.start();
      System.out.println(ANSWER + "ready");
      while (System.in.read() >= 0) {}
    }
    System.out.printf(
        "%s%,.0f results waited outside of the producer, %,.0f lost; heap at most %,d MiB, memory"
            + " at most %s%n",
        ANSWER,
        registry.get("faultline.generator.results.spilled").functionCounter().count(),
        registry.get("faultline.generator.results.lost").functionCounter().count(),
        peakHeap() >> 20,
        residentSet());
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static String residentSet() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .findFirst()
            .map(line -> line.substring("VmHWM:".length()).strip())
            .orElse("unknown")
        : "unknown";
  }
}
