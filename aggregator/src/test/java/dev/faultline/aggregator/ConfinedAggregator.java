package dev.faultline.aggregator;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.QuietLogs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An aggregator in a JVM of its own with so much heap, which dies when that is not enough. */
final class ConfinedAggregator implements AutoCloseable {

  /** A machine that is busy with other tests is no Kafka that is away. */
  private static final Map<String, String> PATIENT =
      Map.of("default.api.timeout.ms", "60000", "request.timeout.ms", "50000");

  private static final File LOG = new File("target", "confined-aggregator.log");
  private static final String STARTED = "started";
  private static final int UNHARMED = 0;
  private static final int FAILED = 1;

  private final Process process;

  private ConfinedAggregator(Process process) {
    this.process = process;
  }

  /**
   * @param heap as java takes it, for example {@code 1g}
   */
  static ConfinedAggregator start(KafkaSettings kafka, Path stateDir, String heap) {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Xlog:gc:file=target/confined-aggregator-gc.log",
            "-cp",
            System.getProperty("java.class.path"),
            ConfinedAggregator.class.getName(),
            kafka.bootstrapServers(),
            stateDir.toString());
    command.redirectError(ProcessBuilder.Redirect.appendTo(LOG));
    try {
      ConfinedAggregator aggregator = new ConfinedAggregator(command.start());
      aggregator.awaitStarted();
      return aggregator;
    } catch (IOException e) {
      throw new AssertionError("no second JVM", e);
    }
  }

  private void awaitStarted() throws IOException {
    if (!STARTED.equals(process.inputReader().readLine())) {
      close();
      throw new AssertionError("the aggregator does not start, see " + LOG);
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Asks it to stop; says whether it never lost a thread and stopped by itself. */
  boolean stopsUnharmed() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == UNHARMED;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Runs until nobody holds its input open. */
  public static void main(String[] arguments) throws IOException {
    QuietLogs.apply();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    boolean unharmed;
    try (AggregatorService service =
        new AggregatorService(
            new KafkaSettings(arguments[0], PATIENT), Path.of(arguments[1]), registry)) {
      service.start();
      System.out.println(STARTED);
      while (System.in.read() >= 0) {
        // Nobody writes to it.
      }
      double failures = registry.get("faultline.stream.failures").functionCounter().count();
      unharmed = service.alive() && failures == 0;
    }
    System.exit(unharmed ? UNHARMED : FAILED);
  }
}
