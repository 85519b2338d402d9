package dev.faultline.generator.driver.http;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.schedule.Idle;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** An HTTP driver on an event loop of its own, to be called from a test's thread. */
final class HttpClientUnderTest implements AutoCloseable {

  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final AtomicReference<Throwable> defect = new AtomicReference<>();
  private final EventLoops loops;
  private final EventLoops.Loop loop;
  private final StepDriver driver;

  HttpClientUnderTest(String address, int maxConnections) throws UnusableTargetException {
    this(address, maxConnections, Duration.ofMillis(5));
  }

  HttpClientUnderTest(String address, int maxConnections, Duration crossingSlack)
      throws UnusableTargetException {
    Clock clock = Clock.system();
    loops = new EventLoops(1, clock, Idle.HYBRID, defect::set);
    loop = loops.next();
    LoadProfile unused =
        new LoadProfile.Open(List.of(new Stage.Constant(1, Duration.ofSeconds(1))));
    driver =
        new HttpDrivers(loop, clock, new Secrets(Map.of()), Durations.micros(crossingSlack))
            .open(
                new Scenario("shop", "target", unused, List.of(), 100, maxConnections),
                new Target.Http("target", URI.create(address)),
                Slice.WHOLE);
  }

  static HttpClientUnderTest to(RawServer server, int maxConnections)
      throws UnusableTargetException {
    return new HttpClientUnderTest("http://127.0.0.1:" + server.port(), maxConnections);
  }

  /** Takes a connection's close for one that crossed with the request, however late it comes. */
  static HttpClientUnderTest patientlyTo(RawServer server) throws UnusableTargetException {
    return new HttpClientUnderTest("http://127.0.0.1:" + server.port(), 1, TIMEOUT);
  }

  static Step.Request get(Duration timeout) {
    return request("GET", Optional.empty(), Expectation.BELOW_400, timeout);
  }

  static Step.Request request(
      String method, Optional<String> body, Expectation expectation, Duration timeout) {
    return Step.Request.fixed("step", method, "/items?id=1", Map.of(), body, timeout, expectation);
  }

  CompletableFuture<Measurement> send(Step.Request step) throws UnusableTargetException {
    return send(prepare(step));
  }

  PreparedRequest prepare(Step.Request step) throws UnusableTargetException {
    return driver.prepare(step);
  }

  CompletableFuture<Measurement> send(PreparedRequest request) {
    return send(request, Values.fresh());
  }

  CompletableFuture<Measurement> send(PreparedRequest request, Values values) {
    CompletableFuture<Measurement> ended = new CompletableFuture<>();
    loop.eventLoop().execute(() -> request.send(values, ended::complete));
    return ended;
  }

  /** Sends a GET and waits for its end. */
  Measurement get() throws Exception {
    return await(send(get(TIMEOUT)));
  }

  void giveUpWaiting() {
    loop.eventLoop().execute(driver::giveUpWaiting);
  }

  static Measurement await(CompletableFuture<Measurement> ended) throws Exception {
    return ended.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    loop.eventLoop().submit(driver::close).awaitUninterruptibly(5, TimeUnit.SECONDS);
    loops.close();
    if (defect.get() != null) {
      throw new AssertionError("the event loop failed", defect.get());
    }
  }
}
