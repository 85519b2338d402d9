package dev.faultline.chaos;

import static dev.faultline.chaos.Patience.await;
import static dev.faultline.core.fault.FaultPhase.ABORTED;
import static dev.faultline.core.fault.FaultPhase.ACTIVE;
import static dev.faultline.core.fault.FaultPhase.HEALED;
import static dev.faultline.core.fault.FaultPhase.HEALING;
import static dev.faultline.core.fault.FaultPhase.INJECTING;
import static dev.faultline.core.fault.FaultPhase.PLANNED;
import static dev.faultline.core.fault.FaultPhase.RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.SharedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class KilledInjectorIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final String LONG_LATENCY =
      "slow: { at: 0s, duration: 50s, proxy: payments, latency: { delay: 100ms } }";
  private static final String BRIEF_LATENCY =
      "slow: { at: 0s, duration: 8s, proxy: payments, latency: { delay: 100ms } }";
  private static final String LATE_OUTAGE =
      "outage: { at: 55s, duration: 1s, proxy: payments, down: {} }";

  @Test
  void theNextInjectorSaysWhatBecameOfTheFaultsAndEndsTheRun() throws Exception {
    try (Shop shop = new Shop().withTraffic();
        RunScript run = new RunScript(broker, shop.plan(LONG_LATENCY, LATE_OUTAGE))) {
      try (InjectorProcess first = new InjectorProcess(broker.settings())) {
        run.submit().awaitPrepared().start().awaitPhase("slow", ACTIVE);
        first.kill();
      }
      await().until(() -> !shop.answers());
      List<FaultRecord> timeline;
      try (ChaosInjectorService second = injector()) {
        second.start();
        timeline = run.awaitFinishedTimeline();
        assertThat(run.awaitRun(RunEvent.AbortRequested.class).reason())
            .isEqualTo("the injector was killed and its proxies died with it");
      }

      assertThat(RunScript.phases(timeline, "slow"))
          .containsExactly(PLANNED, INJECTING, ACTIVE, HEALING, HEALED, ABORTED);
      assertThat(RunScript.phases(timeline, "outage")).containsExactly(PLANNED, ABORTED);
      assertThat(detail(timeline, "slow", ABORTED))
          .isEqualTo("the injector was killed; the proxy died with it");
      assertThat(detail(timeline, "outage", ABORTED))
          .isEqualTo("the injector was killed before its time");

      int told = timeline.size();
      try (ChaosInjectorService third = injector();
          RunScript other = new RunScript(broker, shop.plan())) {
        third.start();
        other.submit().awaitPrepared(); // it has long read the past when it prepares this
        assertThat(run.awaitFinishedTimeline()).as("it is told once").hasSize(told);
      }
    }
  }

  @Test
  void anInjectorThatJoinsStandsByAndTakesOverWhenTheFirstLeaves() throws Exception {
    try (Shop shop = new Shop().withTraffic();
        RunScript run = new RunScript(broker, shop.plan(BRIEF_LATENCY));
        RunScript later = new RunScript(broker, shop.plan());
        ChaosInjectorService first = injector();
        ChaosInjectorService second = injector()) {
      first.start();
      run.submit().awaitPrepared().start().awaitPhase("slow", ACTIVE);
      second.start();

      assertThat(RunScript.phases(run.awaitFinishedTimeline(), "slow"))
          .containsExactly(PLANNED, INJECTING, ACTIVE, HEALING, HEALED, RECOVERED);
      assertThat(run.runs(events -> events.size() > 2))
          .noneMatch(RunEvent.AbortRequested.class::isInstance);
      run.finish();
      await().until(() -> !shop.answers());

      first.close();
      later.submit().awaitPrepared();
      await().until(shop::answers);
    }
  }

  private static ChaosInjectorService injector() {
    KafkaSettings kafka =
        new KafkaSettings(broker.settings().bootstrapServers(), InjectorProcess.SHORT_SESSION);
    return new ChaosInjectorService(kafka, Clock.system(), new SimpleMeterRegistry());
  }

  private static String detail(List<FaultRecord> timeline, String fault, FaultPhase phase) {
    return RunScript.events(timeline).stream()
        .filter(event -> event.fault().equals(fault) && event.phase() == phase)
        .map(FaultEvent::detail)
        .findFirst()
        .orElseThrow();
  }
}
