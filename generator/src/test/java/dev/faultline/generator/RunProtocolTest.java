package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunProtocolTest {

  private static final long NOW = 1_700_000_000_400_000L;
  private static final RunId RUN = new RunId(new UUID(1, 1));
  private static final PlanSource ALONE = source("");
  private static final PlanSource WITH_PROXY =
      source(
          """
          proxies:
            payments: { listen: 127.0.0.1:18082, upstream: 127.0.0.1:18081 }
          """);

  private final ManualClock clock = new ManualClock(NOW);
  private final List<RunEvent> published = new ArrayList<>();
  private final List<String> load = new ArrayList<>();
  private boolean kafkaTakesEvents = true;
  private String unusable = "";
  private final RunProtocol protocol =
      new RunProtocol(clock, this::prepare, this::publish, Duration.ofSeconds(30));

  @Test
  void aPlanWithoutFaultsStartsWithTheNextWholeSecondThatIsASecondAhead() {
    protocol.received(List.of(submitted(ALONE)));
    assertThat(published)
        .containsExactly(new RunEvent.Started(RUN, NOW, ALONE, 1_700_000_002_000_000L, 1));
    assertThat(load).containsExactly("prepared", "begins at 1700000002000000");
  }

  @Test
  void aPlanWithAProxyWaitsForTheInjector() {
    protocol.received(List.of(submitted(WITH_PROXY)));
    assertThat(published).isEmpty();
    clock.advance(Duration.ofMillis(1600));
    protocol.received(List.of(prepared("somebody-else")));
    assertThat(published).isEmpty();
    protocol.received(List.of(prepared("chaos-injector")));
    assertThat(published).hasSize(1).first().isInstanceOf(RunEvent.Started.class);
    assertThat(load).containsExactly("prepared", "begins at 1700000003000000");
  }

  @Test
  void theInjectorMayHaveBeenFaster() {
    protocol.received(List.of(submitted(WITH_PROXY), prepared("chaos-injector")));
    assertThat(load).hasSize(2);
  }

  @Test
  void anInjectorThatNeverPreparesAbortsTheRun() {
    protocol.received(List.of(submitted(WITH_PROXY)));
    clock.advance(Duration.ofMillis(29_999));
    protocol.checkWaiting();
    assertThat(published).isEmpty();
    clock.advance(Duration.ofMillis(1));
    protocol.checkWaiting();
    assertThat(abortReason())
        .isEqualTo("the chaos-injector was not prepared within 30 s; is it running?");
    protocol.received(List.of(prepared("chaos-injector")));
    protocol.checkWaiting();
    assertThat(published).hasSize(1);
  }

  @Test
  void anAbortBeforeTheStartIsTheEndOfTheRun() {
    protocol.received(List.of(submitted(WITH_PROXY), abortRequested()));
    assertThat(abortReason()).isEqualTo("Ctrl-C");
    assertThat(load).containsExactly("prepared");
  }

  @Test
  void anAbortAfterTheStartStopsTheLoad() {
    protocol.received(List.of(submitted(ALONE)));
    protocol.received(List.of(abortRequested()));
    assertThat(load).last().isEqualTo("stops");
    assertThat(published).hasSize(1);
  }

  @Test
  void aRunThatAnotherPartAbortedIsNotStartedAndNotReportedTwice() {
    protocol.received(List.of(submitted(WITH_PROXY)));
    protocol.received(List.of(new RunEvent.Aborted(RUN, NOW, WITH_PROXY, "port taken")));
    protocol.received(List.of(prepared("chaos-injector")));
    clock.advance(Duration.ofMinutes(1));
    protocol.checkWaiting();
    assertThat(published).isEmpty();
  }

  @Test
  void aSubmissionReadLateIsIgnored() {
    protocol.received(List.of(new RunEvent.Submitted(RUN, NOW - 60_000_001, ALONE)));
    assertThat(load).isEmpty();
    assertThat(published).isEmpty();
  }

  @Test
  void aRunThatIsKnownToBeUnderWayOrOverIsIgnored() {
    protocol.received(List.of(submitted(ALONE), new RunEvent.Started(RUN, NOW, ALONE, NOW, 1)));
    protocol.received(
        List.of(submitted(ALONE), new RunEvent.Finished(RUN, NOW, ALONE, Verdict.PASS)));
    protocol.received(List.of(submitted(ALONE), new RunEvent.Aborted(RUN, NOW, ALONE, "no")));
    assertThat(load).isEmpty();
  }

  @Test
  void eventsOfOtherRunsDoNotMatter() {
    RunId other = new RunId(new UUID(2, 2));
    protocol.received(
        List.of(
            submitted(ALONE),
            new RunEvent.Finished(other, NOW, ALONE, Verdict.PASS),
            new RunEvent.AbortRequested(other, NOW, ALONE, "not ours")));
    assertThat(load).containsExactly("prepared", "begins at 1700000002000000");
  }

  @Test
  void aSecondSubmissionOfTheSameRunChangesNothing() {
    protocol.received(List.of(submitted(ALONE)));
    protocol.received(List.of(submitted(ALONE)));
    assertThat(load).hasSize(2);
  }

  @Test
  void aPlanThatCannotBeReadAbortsTheRunWithAllItsProblems() {
    PlanSource broken = new PlanSource("shop.yaml", "name: 1\nscenarios: none\n", Map.of());
    protocol.received(List.of(submitted(broken)));
    assertThat(abortReason()).contains("shop.yaml:").contains("; ");
  }

  @Test
  void aTargetThatCannotBeUsedAbortsTheRun() {
    unusable = "target 'shop': the host 'nowhere' is not known";
    protocol.received(List.of(submitted(ALONE)));
    assertThat(abortReason()).isEqualTo(unusable);
  }

  @Test
  void noLoadWithoutADurableStart() {
    kafkaTakesEvents = false;
    protocol.received(List.of(submitted(ALONE)));
    assertThat(load).containsExactly("prepared");
    protocol.abortAll("over");
    assertThat(load).containsExactly("prepared");
  }

  @Test
  void aShutDownAbortsWhatWaitsAndStopsWhatRuns() {
    RunId other = new RunId(new UUID(2, 2));
    protocol.received(List.of(submitted(ALONE), new RunEvent.Submitted(other, NOW, WITH_PROXY)));
    protocol.abortAll("the generator was shut down");
    assertThat(load).last().isEqualTo("stops");
    assertThat(published.getLast())
        .isEqualTo(new RunEvent.Aborted(other, NOW, WITH_PROXY, "the generator was shut down"));
  }

  @Test
  void aRunWhoseResultsAreAllSentIsForgotten() {
    protocol.received(List.of(submitted(ALONE)));
    protocol.loadFinished(RUN);
    protocol.abortAll("over");
    assertThat(load).doesNotContain("stops");
  }

  private Load prepare(RunId runId, Plan plan) throws UnusableTargetException {
    if (!unusable.isEmpty()) {
      throw new UnusableTargetException(unusable);
    }
    load.add("prepared");
    return new Load() {
      @Override
      public void begin(long startMicros) {
        load.add("begins at " + startMicros);
      }

      @Override
      public void stop() {
        load.add("stops");
      }
    };
  }

  private boolean publish(RunEvent event) {
    published.add(event);
    return kafkaTakesEvents;
  }

  private String abortReason() {
    assertThat(published).hasSize(1).first().isInstanceOf(RunEvent.Aborted.class);
    return ((RunEvent.Aborted) published.getFirst()).reason();
  }

  private static RunEvent submitted(PlanSource plan) {
    return new RunEvent.Submitted(RUN, NOW, plan);
  }

  private static RunEvent prepared(String part) {
    return new RunEvent.Prepared(RUN, NOW, WITH_PROXY, part);
  }

  private static RunEvent abortRequested() {
    return new RunEvent.AbortRequested(RUN, NOW, ALONE, "Ctrl-C");
  }

  private static PlanSource source(String more) {
    return new PlanSource(
        "shop.yaml",
        """
        name: shop
        targets:
          shop: { http: "http://127.0.0.1:18080" }
        scenarios:
          checkout:
            target: shop
            load:
              stages:
                - constant: { rate: 10, duration: 1s }
            steps:
              - name: order
                request: { method: GET, path: / }
        """
            + more,
        Map.of());
  }
}
