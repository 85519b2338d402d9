package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.http.RawServer;
import dev.faultline.generator.scenario.Plans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Users on a real server that counts how many are there at once. */
class ConcurrentUsersTest {

  private static final int USERS = 12;
  private static final long SERVICE_MILLIS = 40;
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private final Clock clock = Clock.system();
  private long startMicros;
  private final AtomicInteger present = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Test
  void asManyRequestsAreOnTheirWayAsThereAreUsers() throws Exception {
    Scenario users = scenario("users", Duration.ZERO, UserStage.constant(USERS, TWO_SECONDS));
    List<ResultRecord> records;
    try (RawServer server = new RawServer(this::answerAfterAWhile)) {
      records = MeasuredLoad.of(MeasuredLoad.plan(server.port(), users), clock, this::start);
      assertThat(server.accepted()).as("one connection for each").isEqualTo(USERS);
    }

    List<RequestResult> results = ShardUnderTest.results(records);
    assertThat(results).allMatch(result -> result.outcome() == Outcome.OK);
    assertThat(most).as("never more").hasValueLessThanOrEqualTo(USERS);
    everyUserIsAlwaysInAnIteration(results, Duration.ZERO);
    assertThat(ShardUnderTest.progress(records))
        .filteredOn(progress -> progress.watermarkMicros() > startMicros)
        .filteredOn(progress -> progress.watermarkMicros() < startMicros + 2_000_000)
        .hasSizeBetween(7, 8)
        .extracting(progress -> progress.scenarios().getFirst().inFlight())
        .as("all of them, but for the one whose answer has just come")
        .allMatch(inFlight -> inFlight == USERS || inFlight == USERS - 1);
    assertThat(last(records, 0).due()).isEqualTo(results.size());
    assertThat(last(records, 0).dropped()).isZero();
  }

  @Test
  void openAndClosedScenariosGoSideBySide() throws Exception {
    Scenario users =
        scenario("users", Duration.ofMillis(60), UserStage.constant(USERS, TWO_SECONDS));
    Scenario arrivals =
        new Scenario(
            "arrivals",
            "shop",
            Plans.constant(50, TWO_SECONDS),
            List.of(Plans.patientRequest("browse")),
            100,
            100);
    List<ResultRecord> records;
    try (RawServer server = new RawServer(this::answerAfterAWhile)) {
      records =
          MeasuredLoad.of(MeasuredLoad.plan(server.port(), users, arrivals), clock, this::start);
    }

    List<RequestResult> results = ShardUnderTest.results(records);
    List<RequestResult> ofUsers =
        results.stream().filter(result -> result.scenario().equals("users")).toList();
    assertThat(results).hasSize(100 + ofUsers.size());
    everyUserIsAlwaysInAnIteration(ofUsers, Duration.ofMillis(60));
    assertThat(last(records, 0).due()).isEqualTo(ofUsers.size());
    assertThat(last(records, 1).due()).isEqualTo(100);
  }

  @Test
  void aTargetThatIsNotThereIsTriedNowAndThen() throws Exception {
    int port;
    try (RawServer gone = RawServer.answering(RawServer.OK)) {
      port = gone.port();
    }
    Scenario users = scenario("users", Duration.ZERO, UserStage.constant(USERS, TWO_SECONDS));

    List<RequestResult> results =
        ShardUnderTest.results(MeasuredLoad.of(MeasuredLoad.plan(port, users), clock, this::start));

    assertThat(results).allMatch(result -> result.error().equals("connection-refused"));
    assertThat(results)
        .as("each user again and again, at most ten times a second")
        .hasSizeBetween(USERS + 1, USERS * 20);
  }

  @Test
  void usersGoOnWhenTheServerClosesEachConnection() throws Exception {
    Scenario users = scenario("users", Duration.ZERO, UserStage.constant(USERS, TWO_SECONDS));
    List<ResultRecord> records;
    try (RawServer server = new RawServer(this::answerOnce)) {
      records = MeasuredLoad.of(MeasuredLoad.plan(server.port(), users), clock, this::start);
    }

    List<RequestResult> results = ShardUnderTest.results(records);
    assertThat(results).allMatch(result -> result.outcome() == Outcome.OK);
    assertThat(most).hasValueLessThanOrEqualTo(USERS);
    everyUserIsAlwaysInAnIteration(results, Duration.ZERO);
  }

  /**
   * A user's iterations and thoughts follow one another without a gap from the load's begin beyond
   * its end, so together they last as long as all users are there. This is what makes the rate the
   * number of users divided by the response time, and it holds however slow the machine is.
   */
  private void everyUserIsAlwaysInAnIteration(List<RequestResult> results, Duration thinkTime) {
    long thinkMicros = Durations.micros(thinkTime);
    long busyMicros =
        results.stream().mapToLong(result -> result.responseTimeMicros() + thinkMicros).sum();
    long lastMicros =
        results.stream().mapToLong(RequestResult::completedMicros).max().orElseThrow();
    assertThat(busyMicros)
        .isBetween(
            USERS * Durations.micros(TWO_SECONDS),
            USERS * (lastMicros + thinkMicros - startMicros));
  }

  private void answerAfterAWhile(RawServer.Peer peer)
      throws java.io.IOException, InterruptedException {
    while (peer.request() != null) {
      work();
      peer.answer(RawServer.OK);
    }
  }

  private void answerOnce(RawServer.Peer peer) throws java.io.IOException, InterruptedException {
    if (peer.request() != null) {
      work();
      peer.answer("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi");
    }
  }

  /** Ends before the answer, so that nobody is counted who may have come back already. */
  private void work() throws InterruptedException {
    most.accumulateAndGet(present.incrementAndGet(), Math::max);
    TimeUnit.MILLISECONDS.sleep(SERVICE_MILLIS);
    present.decrementAndGet();
  }

  /** When all is prepared, so that nobody comes late. */
  private long start() {
    startMicros = clock.epochMicros() + 1_000_000;
    return startMicros;
  }

  private static Scenario scenario(String name, Duration thinkTime, UserStage stage) {
    return new Scenario(
        name,
        "shop",
        Plans.users(thinkTime, stage),
        List.of(Plans.patientRequest("order")),
        USERS,
        USERS);
  }

  private static ScenarioProgress last(List<ResultRecord> records, int scenario) {
    return ShardUnderTest.progress(records).getLast().scenarios().get(scenario);
  }
}
