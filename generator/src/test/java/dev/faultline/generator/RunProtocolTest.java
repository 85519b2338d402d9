package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final PlanSource WITH_SETUP =
      source(
          "",
          "setup: [{ name: log-in, request: { method: POST, path: /session },"
              + " capture: { token: { json: $.token } } }]\n"
              + "    teardown:"
              + " [{ name: log-out, request: { method: DELETE, path: '/session/${token}' } }]");

  private final ManualClock clock = new ManualClock(NOW);
  private final List<RunEvent> published = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private boolean ours = true;
  private boolean kafkaTakesEvents = true;
  private String unusable = "";
  private Optional<RuntimeException> defect = Optional.empty();
  private final FakeOnceSteps once = new FakeOnceSteps();
  private final RunProtocol protocol =
      new RunProtocol(
          clock,
          new Checking(),
          new SetUps(once, new TearDowns(once, clock)),
          this::publish,
          new Told(),
          runId -> ours,
          8,
          Duration.ofSeconds(30));

  @Test
  void aPlanWithoutFaultsStartsWithTheNextWholeSecondThatIsASecondAhead() {
    receive(submitted(ALONE));
    assertThat(published)
        .containsExactly(new RunEvent.Started(RUN, NOW, ALONE, 1_700_000_002_000_000L, 8));
    protocol.proceed();
    assertThat(published).hasSize(1);
  }

  @Test
  void itsLoadIsCutIntoNoMoreShardsThanItsLimitsHavePlaces() {
    receive(submitted(source("", "limits: { inFlight: 3 }")));
    assertThat(((RunEvent.Started) published.getFirst()).shardCount()).isEqualTo(3);
  }

  @Test
  void whatWasStartedIsToldWhenItIsReadFromTheTopic() {
    RunEvent.Started started = new RunEvent.Started(RUN, NOW, ALONE, NOW, 8);
    receive(submitted(ALONE));
    assertThat(told).isEmpty();
    receive(started);
    assertThat(told).containsExactly("started");
  }

  @Test
  void aPlanWithAProxyWaitsForTheInjector() {
    receive(submitted(WITH_PROXY));
    assertThat(published).isEmpty();
    clock.advance(Duration.ofMillis(1600));
    receive(prepared("somebody-else"));
    assertThat(published).isEmpty();
    receive(prepared("chaos-injector"));
    assertThat(published)
        .containsExactly(
            new RunEvent.Started(RUN, NOW + 1_600_000, WITH_PROXY, 1_700_000_003_000_000L, 8));
  }

  @Test
  void theInjectorMayHaveBeenFaster() {
    receive(submitted(WITH_PROXY), prepared("chaos-injector"));
    assertThat(published).hasSize(1).first().isInstanceOf(RunEvent.Started.class);
  }

  @Test
  void anInjectorThatNeverPreparesAbortsTheRun() {
    receive(submitted(WITH_PROXY));
    clock.advance(Duration.ofMillis(29_999));
    protocol.proceed();
    assertThat(published).isEmpty();
    clock.advance(Duration.ofMillis(1));
    protocol.proceed();
    assertThat(abortReason())
        .isEqualTo("the chaos-injector was not prepared within 30 s; is it running?");
    receive(prepared("chaos-injector"));
    assertThat(published).hasSize(1);
  }

  @Test
  void anAbortBeforeTheStartIsTheEndOfTheRun() {
    receive(submitted(WITH_PROXY), abortRequested());
    assertThat(abortReason()).isEqualTo("Ctrl-C");
  }

  @Test
  void anAbortAfterTheStartStopsTheLoad() {
    receive(submitted(ALONE));
    receive(new RunEvent.Started(RUN, NOW, ALONE, NOW, 8), abortRequested());
    assertThat(told).containsExactly("started", "stop");
    assertThat(published).hasSize(1);
  }

  @Test
  void anAbortThatCameBeforeTheStartIsReadStopsTheLoadToo() {
    receive(submitted(ALONE));
    receive(abortRequested());
    receive(new RunEvent.Started(RUN, NOW, ALONE, NOW, 8));
    assertThat(told).containsExactly("started", "stop");
  }

  @Test
  void anAbortThatAnotherGeneratorHadNotReadWhenItStartedTheRunStopsTheLoadToo() {
    ours = false;
    receive(submitted(ALONE), abortRequested(), new RunEvent.Started(RUN, NOW, ALONE, NOW, 8));
    assertThat(told).containsExactly("started", "stop");
    assertThat(published).isEmpty();
  }

  @Test
  void aRunThatAnotherPartAbortsDuringItsSetupIsTornDown() {
    receive(submitted(WITH_SETUP));
    receive(new RunEvent.Aborted(RUN, NOW, WITH_SETUP, "the load did not begin"));
    assertThat(once.tornDown()).isEmpty();
    once.endSetUp(Map.of());
    protocol.proceed();
    once.endTearDown();
    protocol.proceed();
    assertThat(once.tornDown()).hasSize(1);
    assertThat(published).isEmpty();
  }

  @Test
  void aDefectOfADriverEndsTheRunAndNotTheGenerator() {
    defect = Optional.of(new IllegalStateException("a driver's mistake"));
    receive(submitted(ALONE));
    assertThat(abortReason()).contains("internal error", "a driver's mistake");
  }

  @Test
  void aRunThatAnotherPartAbortedIsNotStartedAndNotReportedTwice() {
    receive(submitted(WITH_PROXY));
    receive(new RunEvent.Aborted(RUN, NOW, WITH_PROXY, "port taken"));
    receive(prepared("chaos-injector"));
    clock.advance(Duration.ofMinutes(1));
    protocol.proceed();
    assertThat(published).isEmpty();
    assertThat(told).containsExactly("over");
  }

  @Test
  void aSubmissionReadLateIsIgnored() {
    receive(new RunEvent.Submitted(RUN, NOW - 60_000_001, ALONE));
    assertThat(published).isEmpty();
  }

  @Test
  void aRunThatIsKnownToBeUnderWayOrOverIsIgnored() {
    receive(submitted(ALONE), new RunEvent.Started(RUN, NOW, ALONE, NOW, 1));
    receive(submitted(ALONE), new RunEvent.Finished(RUN, NOW, ALONE, Verdict.PASS));
    receive(submitted(ALONE), new RunEvent.Aborted(RUN, NOW, ALONE, "no"));
    assertThat(published).isEmpty();
  }

  @Test
  void eventsOfOtherRunsDoNotMatter() {
    RunId other = new RunId(new UUID(2, 2));
    receive(
        submitted(ALONE),
        new RunEvent.Finished(other, NOW, ALONE, Verdict.PASS),
        new RunEvent.AbortRequested(other, NOW, ALONE, "not ours"));
    assertThat(published).hasSize(1).first().isInstanceOf(RunEvent.Started.class);
  }

  @Test
  void aRunThatIsNotOursIsLeftToOthers() {
    ours = false;
    receive(submitted(ALONE));
    receive(submittedAs(new UUID(2, 2), WITH_PROXY), abortRequested());
    clock.advance(Duration.ofSeconds(31));
    protocol.proceed();
    protocol.abortAll("over");
    assertThat(published).isEmpty();
  }

  @Test
  void whoseTheRunBecomesGoesOnWhereTheOtherStopped() {
    ours = false;
    receive(submitted(WITH_PROXY));
    receive(prepared("chaos-injector"));
    assertThat(published).isEmpty();
    ours = true;
    protocol.proceed();
    assertThat(published).hasSize(1).first().isInstanceOf(RunEvent.Started.class);
  }

  @Test
  void aRunThatWaitedHereAndIsNoLongerOursIsRememberedAsPrepared() {
    receive(submitted(WITH_PROXY));
    ours = false;
    receive(prepared("chaos-injector"));
    assertThat(published).isEmpty();
    ours = true;
    protocol.proceed();
    assertThat(published).hasSize(1).first().isInstanceOf(RunEvent.Started.class);
  }

  @Test
  void aPlanThatCannotBeReadAbortsTheRunWithAllItsProblems() {
    PlanSource broken = new PlanSource("shop.yaml", "name: 1\nscenarios: none\n", Map.of());
    receive(submitted(broken));
    assertThat(abortReason()).contains("shop.yaml:").contains("; ");
  }

  @Test
  void aTargetThatCannotBeUsedAbortsTheRun() {
    unusable = "target 'shop': the host 'nowhere' is not known";
    receive(submitted(ALONE));
    assertThat(abortReason()).isEqualTo(unusable);
  }

  @Test
  void aStartThatKafkaDidNotTakeIsNotTriedAgain() {
    kafkaTakesEvents = false;
    receive(submitted(ALONE));
    protocol.proceed();
    protocol.abortAll("over");
    assertThat(published).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void aShutDownAbortsWhatWaits() {
    receive(submitted(ALONE), submittedAs(new UUID(2, 2), WITH_PROXY));
    protocol.abortAll("the generator was shut down");
    assertThat(published.getLast())
        .isEqualTo(
            new RunEvent.Aborted(
                new RunId(new UUID(2, 2)), NOW, WITH_PROXY, "the generator was shut down"));
    assertThat(published).hasSize(2);
  }

  @Test
  void theLoadBeginsWhenTheSetupIsDoneAndKnowsWhatItCaptured() {
    receive(submitted(WITH_SETUP));
    assertThat(published).isEmpty();
    once.endSetUp(Map.of("checkout", Map.of("token", "t-1")));
    protocol.proceed();

    RunEvent.Started started = (RunEvent.Started) published.getFirst();
    assertThat(started.plan().captured("checkout")).containsExactly(Map.entry("token", "t-1"));
    assertThat(started.plan().yaml()).isEqualTo(WITH_SETUP.yaml());
    assertThat(once.tornDown()).isEmpty();
  }

  @Test
  void aSetupThatFailsIsTornDownWithWhatItHadCapturedAndThereIsNoLoad() {
    receive(submitted(WITH_SETUP));
    once.failSetUp(Map.of("checkout", Map.of("token", "t-1")), "no such shop");
    protocol.proceed();
    assertThat(published).isEmpty();
    assertThat(once.tornDown())
        .singleElement()
        .satisfies(
            plan ->
                assertThat(plan.scenarios().getFirst().script().once().captured())
                    .containsEntry("token", "t-1"));
    protocol.proceed();
    assertThat(published).isEmpty();
    once.endTearDown();
    protocol.proceed();
    assertThat(abortReason()).isEqualTo("no such shop");
  }

  @Test
  void anAbortDuringTheSetupWaitsForItsEndAndTearsItDown() {
    receive(submitted(WITH_SETUP));
    receive(abortRequested());
    assertThat(published).isEmpty();
    once.endSetUp(Map.of());
    once.endTearDown();
    protocol.proceed();
    assertThat(abortReason()).isEqualTo("Ctrl-C");
    assertThat(once.tornDown()).hasSize(1);
  }

  @Test
  void aSetupWhoseStartKafkaDidNotTakeIsTornDown() {
    RunEvent.Started _ = startThatSeemsLost();
    once.endTearDown();
    protocol.proceed();
    protocol.proceed();
    assertThat(once.tornDown()).hasSize(1);
    assertThat(published).hasSize(2);
    assertThat(published.getLast())
        .isEqualTo(new RunEvent.Aborted(RUN, NOW, WITH_SETUP, "Kafka did not take its start"));
  }

  @Test
  void aStartThatKafkaTookAfterAllDoesNotPutLoadOnWhatIsTornDown() {
    RunEvent.Started started = startThatSeemsLost();
    protocol.proceed();
    assertThat(once.tornDown()).hasSize(1);

    receive(started);
    assertThat(told).containsExactly("started", "stop");
    once.endTearDown();
    protocol.proceed();
    assertThat(published).hasSize(2);
    assertThat(published.getLast()).isInstanceOf(RunEvent.Aborted.class);
  }

  @Test
  void anAbortThatWasReadWithAStartThatSeemedLostStopsTheLoad() {
    RunEvent.Started started = startThatSeemsLost();
    receive(abortRequested(), started);
    assertThat(told).containsExactly("started", "stop");
  }

  private RunEvent.Started startThatSeemsLost() {
    receive(submitted(WITH_SETUP));
    once.endSetUp(Map.of());
    kafkaTakesEvents = false;
    protocol.proceed();
    kafkaTakesEvents = true;
    return (RunEvent.Started) published.getFirst();
  }

  @Test
  void whoseTheRunBecomesDuringItsSetupSetsItUpAnew() {
    ours = false;
    receive(submitted(WITH_SETUP));
    assertThat(once.setUps()).isZero();
    ours = true;
    protocol.proceed();
    assertThat(once.setUps()).isEqualTo(1);
  }

  @Test
  void aShutDownDuringTheSetupTearsItDown() {
    receive(submitted(WITH_SETUP));
    once.endSetUp(Map.of());
    once.endTearDown();
    protocol.abortAll("the generator was shut down");
    assertThat(once.tornDown()).hasSize(1);
    assertThat(abortReason()).isEqualTo("the generator was shut down");
  }

  private void receive(RunEvent... events) {
    protocol.received(List.of(events));
    protocol.proceed();
  }

  private final class Checking implements Load.Source {
    @Override
    public void check(Plan plan) throws UnusableTargetException {
      if (defect.isPresent()) {
        throw defect.get();
      }
      if (!unusable.isEmpty()) {
        throw new UnusableTargetException(unusable);
      }
    }

    @Override
    public Load prepare(ShardId id, Plan plan) {
      throw new AssertionError("whoever starts a run does not carry it for that");
    }
  }

  private final class Told implements StartedRuns {
    @Override
    public void started(RunEvent.Started event) {
      told.add("started");
    }

    @Override
    public void stop(RunId runId) {
      told.add("stop");
    }

    @Override
    public void over(RunId runId) {
      told.add("over");
    }

    @Override
    public boolean knows(RunId runId) {
      return runId.equals(RUN) && !told.isEmpty();
    }
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

  private static RunEvent submittedAs(UUID run, PlanSource plan) {
    return new RunEvent.Submitted(new RunId(run), NOW, plan);
  }

  private static RunEvent prepared(String part) {
    return new RunEvent.Prepared(RUN, NOW, WITH_PROXY, part);
  }

  private static RunEvent abortRequested() {
    return new RunEvent.AbortRequested(RUN, NOW, ALONE, "Ctrl-C");
  }

  private static PlanSource source(String more) {
    return source(more, "");
  }

  private static PlanSource source(String more, String limits) {
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
            %s
            steps:
              - name: order
                request: { method: GET, path: / }
        """
                .formatted(limits)
            + more,
        Map.of());
  }
}
