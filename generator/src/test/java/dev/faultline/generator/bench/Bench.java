package dev.faultline.generator.bench;

import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.bench.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;

/**
 * What all measurements share: the target and the broker on the second processor; the first is the
 * clients'.
 */
record Bench(
    Path folder,
    Map<String, String> options,
    ChildJvm kafka,
    KafkaSettings settings,
    ChildJvm target,
    int port)
    implements AutoCloseable {

  static final int CONNECTIONS = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  static final List<String> SMALL = List.of("-Xmx512m", "-XX:+UseSerialGC");

  static Bench start(Path folder, Map<String, String> options) throws Exception {
    // No peer has a broker beside its target: the target comes first.
    ChildJvm kafka = ChildJvm.pinnedBehindOthers(1, KafkaChild.class, folder, SMALL, List.of());
    KafkaSettings settings = KafkaSettings.of(kafka.answer());
    TopicAdmin.createMissing(settings, 4, (short) 1);
    ChildJvm target = ChildJvm.pinned(1, Target.class, folder, SMALL, List.of());
    int port = Integer.parseInt(target.answer());
    return new Bench(folder, options, kafka, settings, target, port);
  }

  long number(String option, long otherwise) {
    return Long.parseLong(options.getOrDefault(option, "" + otherwise));
  }

  /** What the names of tools are to have in them, one or the other; an empty one is in all. */
  List<String> only() {
    return List.of(options.getOrDefault("only", "").split(","));
  }

  /** Before anything is measured. */
  Duration warmUp() {
    return Duration.ofSeconds(number("warm-up", 10));
  }

  /** The same for a tool that no Java has to compile first: two seconds are enough for it. */
  Bench forNative() {
    Map<String, String> its = new TreeMap<>(options);
    its.put("warm-up", "" + Math.min(2, warmUp().toSeconds()));
    return new Bench(folder, its, kafka, settings, target, port);
  }

  /** How long it is measured. */
  Duration window() {
    return Duration.ofSeconds(number("seconds", 10));
  }

  /** A generator of its own on the first processor, ready for runs. */
  ChildJvm engine() throws Exception {
    return engine(Processors.FIRST);
  }

  /** A generator of its own, ready for runs. */
  ChildJvm engine(Processors on) throws Exception {
    List<String> flags = new ArrayList<>();
    flags.add("-Xmx256m");
    flags.add("-XX:+Use" + options.getOrDefault("gc", "Serial") + "GC");
    flags.addAll(List.of(options.getOrDefault("jvm", "").split(" ")));
    flags.removeIf(String::isEmpty);
    List<String> arguments =
        List.of(
            settings.bootstrapServers(),
            folder.resolve("spill").toString(),
            "" + number("shards", on.count()),
            "" + number("event-loops", on.count()),
            options.getOrDefault("idle", "hybrid").toUpperCase(Locale.ROOT));
    ChildJvm engine =
        on == Processors.FIRST
            ? ChildJvm.pinned(0, Engine.class, folder, flags, arguments)
            : ChildJvm.start(Engine.class, folder, flags, arguments);
    engine.answer();
    return engine;
  }

  /** Requests that the target has had. */
  long count() {
    target.tell("count");
    return Long.parseLong(target.answer());
  }

  /** Has the target do something. */
  void command(String command) {
    target.tell(command);
    target.answer();
  }

  /** Waits until the target has had a request more than before. */
  void awaitRequests(ProcessHandle tool, long before) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count() == before) {
      if (!tool.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("no request of a tool has reached the target");
      }
      Thread.sleep(50);
    }
  }

  /** Arrivals at a rate over the usual connections. */
  RunId arrivals(int rate, Duration length) throws Exception {
    return submit(
        "{ stages: [ { constant: { rate: %d/s, duration: DURATION } } ] }".formatted(rate),
        "{ inFlight: 20000, connections: %d }".formatted(CONNECTIONS),
        length);
  }

  /** A load on the target, by the name of {@code bench}. */
  RunId submit(String load, String limits, Duration duration) throws Exception {
    return submit(scenario("bench", load, limits, duration));
  }

  /** A scenario of one request, in YAML; {@code DURATION} in its load stands for the duration. */
  static String scenario(String name, String load, String limits, Duration duration) {
    return """
          %s:
            target: target
            load: %s
            limits: %s
            steps: [ { name: get, request: { method: GET, path: / } } ]
        """
        .formatted(name, load.replace("DURATION", duration.toSeconds() + "s"), limits);
  }

  RunId submit(String scenarios) throws Exception {
    return submitPlan(
        """
        name: bench
        targets: { target: { http: "http://127.0.0.1:%d" } }
        scenarios:
        %s
        """
            .formatted(port, scenarios.indent(2)));
  }

  RunId submitPlan(String yaml) throws Exception {
    PlanSource plan = new PlanSource("bench.yaml", yaml, Map.of());
    if (PlanReader.read(plan) instanceof PlanOutcome.Invalid invalid) {
      throw new IllegalStateException(invalid.problems().toString());
    }
    Clock clock = Clock.system();
    RunId run = RunId.create(clock, RandomGenerator.of("SplittableRandom"));
    try (Producer<String, RunEvent> runs = KafkaClients.eventProducer(settings, Topics.RUNS)) {
      var event = new RunEvent.Submitted(run, clock.epochMicros(), plan);
      runs.send(Topics.RUNS.record(run.toString(), event, event.atMicros())).get();
    }
    return run;
  }

  @Override
  public void close() {
    target.close();
    kafka.close();
  }
}
