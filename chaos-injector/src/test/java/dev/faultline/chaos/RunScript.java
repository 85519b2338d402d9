package dev.faultline.chaos;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;

/** Plays the other parts of one run, and reads what the injector says of it. */
final class RunScript implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Clock clock = Clock.system();
  private final RunId runId = RunId.create(clock, new SplittableRandom());
  private final SharedBroker broker;
  private final PlanSource plan;
  private final Producer<String, RunEvent> producer;

  RunScript(SharedBroker broker, String yaml) {
    this.broker = broker;
    this.plan = new PlanSource("test.yaml", yaml, Map.of());
    this.producer = KafkaClients.eventProducer(broker.settings(), Topics.RUNS);
  }

  RunId runId() {
    return runId;
  }

  RunScript submit() {
    return publish(new RunEvent.Submitted(runId, clock.epochMicros(), plan));
  }

  RunScript submitLongAgo() {
    long longAgo = clock.epochMicros() - TimeUnit.SECONDS.toMicros(61);
    return publish(new RunEvent.Submitted(runId, longAgo, plan));
  }

  RunScript start() {
    long now = clock.epochMicros();
    return publish(new RunEvent.Started(runId, now, plan, now, 1));
  }

  RunScript requestAbort() {
    return publish(
        new RunEvent.AbortRequested(runId, clock.epochMicros(), plan, "stopped by Ctrl-C"));
  }

  RunScript finish() {
    return publish(new RunEvent.Finished(runId, clock.epochMicros(), plan, Verdict.PASS));
  }

  RunScript awaitPrepared() {
    awaitRun(RunEvent.Prepared.class);
    return this;
  }

  <E extends RunEvent> E awaitRun(Class<E> type) {
    return runs(events -> events.stream().anyMatch(type::isInstance)).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  List<RunEvent> runs(Predicate<List<RunEvent>> enough) {
    return broker.read(Topics.RUNS, RunEvent::runId, runId).until(enough, PATIENCE);
  }

  /** The phases of a fault once it has reached one. */
  List<FaultPhase> awaitPhase(String fault, FaultPhase phase) {
    return phases(faults(records -> phases(records, fault).contains(phase)), fault);
  }

  /** All that the injector said of the faults, once it has said its last. */
  List<FaultRecord> awaitFinishedTimeline() {
    return faults(
        records ->
            records.stream()
                .anyMatch(record -> record instanceof FaultProgress last && last.finished()));
  }

  static List<FaultPhase> phases(List<FaultRecord> records, String fault) {
    return events(records).stream()
        .filter(event -> event.fault().equals(fault))
        .map(FaultEvent::phase)
        .toList();
  }

  static List<FaultEvent> events(List<FaultRecord> records) {
    return records.stream()
        .filter(FaultEvent.class::isInstance)
        .map(FaultEvent.class::cast)
        .toList();
  }

  @Override
  public void close() {
    producer.close();
  }

  private List<FaultRecord> faults(Predicate<List<FaultRecord>> enough) {
    return broker.read(Topics.FAULTS, FaultRecord::runId, runId).until(enough, PATIENCE);
  }

  private RunScript publish(RunEvent event) {
    try {
      producer
          .send(Topics.RUNS.record(runId.toString(), event, event.atMicros()))
          .get(40, TimeUnit.SECONDS);
      return this;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
