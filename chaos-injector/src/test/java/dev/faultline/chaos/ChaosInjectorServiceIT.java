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
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.testkit.SharedBroker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChaosInjectorServiceIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final String LATENCY =
      "slow: { at: 0s, duration: 10s, proxy: payments, latency: { delay: 100ms } }";
  private static final String DOWN = "outage: { at: 4s, duration: 1s, proxy: payments, down: {} }";
  private static final String LONG_LATENCY =
      "slow: { at: 0s, duration: 50s, proxy: payments, latency: { delay: 100ms } }";
  private static final String LATE_OUTAGE =
      "outage: { at: 55s, duration: 1s, proxy: payments, down: {} }";

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private ChaosInjectorService injector;
  private Shop shop;

  @BeforeEach
  void open() throws IOException {
    injector = new ChaosInjectorService(broker.settings(), Clock.system(), registry);
    injector.start();
    shop = new Shop().withTraffic();
  }

  @AfterEach
  void close() {
    injector.close();
    shop.close();
  }

  @Test
  void faultsGoThroughTheirWholeLife() {
    try (RunScript run = run(LATENCY, DOWN).submit().awaitPrepared().start()) {
      List<FaultRecord> timeline = run.awaitFinishedTimeline();

      assertThat(RunScript.phases(timeline, "outage"))
          .containsExactly(PLANNED, INJECTING, ACTIVE, HEALING, HEALED, RECOVERED);
      assertThat(RunScript.phases(timeline, "slow"))
          .containsExactly(PLANNED, INJECTING, ACTIVE, HEALING, HEALED, RECOVERED);
      assertThat(details(timeline, "slow"))
          .element(2)
          .asString()
          .matches("a chunk was held back for \\d+\\.\\d ms");
      assertThat(details(timeline, "outage")).element(2).isEqualTo("a connection was refused");
      assertInOrder(timeline);
      assertThat(registry.get("faultline.faults").tag("phase", "recovered").counter().count())
          .isEqualTo(2);
      assertThat(registry.get("faultline.fault.active").tag("fault", "slow").gauge().value())
          .isZero();

      assertThat(shop.answers()).as("the proxy stays open until the run is over").isTrue();
      run.finish();
      await().until(() -> !shop.answers());
    }
  }

  @Test
  void anAbortHealsWhatIsInjectedAndNeverBeginsTheRest() {
    try (RunScript run = run(LONG_LATENCY, LATE_OUTAGE).submit().awaitPrepared().start()) {
      run.awaitPhase("slow", ACTIVE);
      run.requestAbort();
      List<FaultRecord> timeline = run.awaitFinishedTimeline();

      assertThat(RunScript.phases(timeline, "slow"))
          .containsExactly(PLANNED, INJECTING, ACTIVE, HEALING, HEALED, ABORTED);
      assertThat(RunScript.phases(timeline, "outage")).containsExactly(PLANNED, ABORTED);
      assertThat(details(timeline, "slow")).last().isEqualTo("stopped by Ctrl-C");
      assertThat(shop.answers()).as("requests in flight still need the proxy").isTrue();
      run.finish();
      await().until(() -> !shop.answers());
    }
  }

  @Test
  void aPortThatIsTakenAbortsTheRun() throws Exception {
    try (ServerSocket thief = new ServerSocket();
        RunScript run = run(LATENCY)) {
      thief.bind(new InetSocketAddress("127.0.0.1", shop.proxyPort()));
      run.submit();

      assertThat(run.awaitRun(RunEvent.Aborted.class).reason())
          .isEqualTo(
              "proxy 'payments' cannot listen on 127.0.0.1:%d: Address already in use"
                  .formatted(shop.proxyPort()));
    }
  }

  @Test
  void aPlanThatTheGuardRefusesAbortsTheRun() {
    String exposed = shop.plan(LATENCY).replace("listen: \"127.0.0.1:", "listen: \"0.0.0.0:");
    try (RunScript run = new RunScript(broker, exposed).submit()) {
      assertThat(run.awaitRun(RunEvent.Aborted.class).reason())
          .isEqualTo(
              "proxy 'payments' may not listen on 0.0.0.0: only loopback addresses are allowed;"
                  + " see faultline.guard.allowed-listen");
      assertThat(shop.answers()).isFalse();
    }
  }

  @Test
  void aPlanWithProxiesOnlyHasThemToo() {
    try (RunScript run = new RunScript(broker, shop.plan()).submit().awaitPrepared().start()) {
      assertThat(run.awaitFinishedTimeline()).hasSize(1);
      assertThat(shop.answers()).isTrue();
      run.finish();
      await().until(() -> !shop.answers());
    }
  }

  @Test
  void aRunThatWasSubmittedLongAgoIsLeftAlone() {
    try (RunScript old = run(LATENCY).submitLongAgo();
        RunScript fresh = run(LATENCY).submit().awaitPrepared()) {
      assertThat(old.runs(events -> !events.isEmpty()))
          .hasSize(1)
          .hasOnlyElementsOfType(RunEvent.Submitted.class);
      fresh.requestAbort();
      fresh.awaitFinishedTimeline();
    }
  }

  @Test
  void severalRunsGoOnAtOnce() throws Exception {
    try (Shop other = new Shop().withTraffic();
        RunScript first = run(LATENCY).submit();
        RunScript second = new RunScript(broker, other.plan(DOWN)).submit()) {
      first.awaitPrepared().start();
      second.awaitPrepared().start();

      assertThat(RunScript.phases(first.awaitFinishedTimeline(), "slow")).endsWith(RECOVERED);
      assertThat(RunScript.phases(second.awaitFinishedTimeline(), "outage")).endsWith(RECOVERED);
    }
  }

  @Test
  void shuttingDownHealsAndAsksForTheEndOfTheRun() {
    try (RunScript run = run(LONG_LATENCY).submit().awaitPrepared().start()) {
      run.awaitPhase("slow", ACTIVE);
      assertThat(injector.alive()).isTrue();
      injector.close();

      assertThat(injector.alive()).isFalse();
      assertThat(RunScript.phases(run.awaitFinishedTimeline(), "slow"))
          .containsExactly(PLANNED, INJECTING, ACTIVE, HEALING, HEALED, ABORTED);
      assertThat(run.awaitRun(RunEvent.AbortRequested.class).reason())
          .isEqualTo("the chaos-injector was shut down");
      assertThat(shop.answers()).isFalse();
    }
  }

  private RunScript run(String... faults) {
    return new RunScript(broker, shop.plan(faults));
  }

  private static List<String> details(List<FaultRecord> timeline, String fault) {
    return RunScript.events(timeline).stream()
        .filter(event -> event.fault().equals(fault))
        .map(FaultEvent::detail)
        .toList();
  }

  /** No event is earlier than a watermark before it, and nothing follows the end. */
  private static void assertInOrder(List<FaultRecord> timeline) {
    long watermark = 0;
    for (FaultRecord record : timeline) {
      switch (record) {
        case FaultProgress progress -> {
          assertThat(progress.watermarkMicros()).isGreaterThanOrEqualTo(watermark);
          watermark = progress.watermarkMicros();
        }
        case FaultEvent event -> assertThat(event.atMicros()).isGreaterThanOrEqualTo(watermark);
      }
    }
    assertThat(timeline.getLast())
        .isInstanceOfSatisfying(FaultProgress.class, last -> assertThat(last.finished()).isTrue());
  }
}
