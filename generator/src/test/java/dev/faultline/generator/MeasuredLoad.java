package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.observe.EventObservers;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.schedule.Idle;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts a real load on a server on loopback and keeps what would go to Kafka. */
final class MeasuredLoad {

  private static final RunId RUN = new RunId(new UUID(3, 3));

  private MeasuredLoad() {}

  /** A plan with the scenarios, whose target is called {@code shop}. */
  static Plan plan(int port, Scenario... scenarios) {
    Target target = new Target.Http("shop", URI.create("http://127.0.0.1:" + port));
    return new Plan(
        "measured", List.of(target), List.of(), List.of(scenarios), List.of(), List.of(), 0.01);
  }

  /** A producer that keeps what it is given and says at once that Kafka has it. */
  static MockProducer<String, ResultRecord> producer() {
    return new MockProducer<>(
        Cluster.empty(), true, null, new StringSerializer(), Topics.RESULTS.serde().serializer());
  }

  /** Carries the plan's load from that time on and returns all records when it is over. */
  static List<ResultRecord> of(Plan plan, Clock clock, long startMicros) throws Exception {
    return of(plan, clock, () -> startMicros);
  }

  /** The same with a time that is asked for when all is prepared. */
  static List<ResultRecord> of(Plan plan, Clock clock, LongSupplier start) throws Exception {
    MockProducer<String, ResultRecord> producer = producer();
    CompletableFuture<Load.End> ended = new CompletableFuture<>();
    LoadMetrics metrics = new LoadMetrics(new SimpleMeterRegistry());
    SpillSpace space = SpillSpace.in(Path.of("target"));
    try (EventObservers observers = new EventObservers(clock, Secrets.ofThisProcess());
        EventLoops loops = new EventLoops(1, clock, Idle.HYBRID, ended::completeExceptionally);
        LoadLane lane =
            new LoadLane(
                loops.next(), clock, observers, space, (_, _) -> Map.of(), producer, metrics)) {
      lane.start();
      Load load = lane.prepare(new ShardId(RUN, 0, 1, 0), plan);
      load.ended().thenAccept(ended::complete);
      long startMicros = start.getAsLong();
      load.begin(startMicros, startMicros);
      assertThat(ended.get(120, TimeUnit.SECONDS)).isEqualTo(new Load.End.Finished());
    }
    return producer.history().stream().map(ProducerRecord::value).toList();
  }
}
