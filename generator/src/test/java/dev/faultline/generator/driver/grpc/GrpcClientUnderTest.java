package dev.faultline.generator.driver.grpc;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.schedule.Idle;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A gRPC driver on an event loop of its own, to be called from a test's thread. */
final class GrpcClientUnderTest implements AutoCloseable {

  static final Step.GrpcCall SAY = say("{\"text\":\"hello\"}");

  private final AtomicReference<Throwable> defect = new AtomicReference<>();
  private final EventLoops loops;
  private final EventLoops.Loop loop;
  private final StepDriver driver;

  GrpcClientUnderTest(int port, int connections) throws UnusableTargetException {
    this(port, connections, Duration.ofSeconds(30));
  }

  GrpcClientUnderTest(int port, int connections, Duration reflectionPatience)
      throws UnusableTargetException {
    this(
        new Target.Grpc("target", InetSocketAddress.createUnresolved("127.0.0.1", port)),
        connections,
        reflectionPatience);
  }

  /** For a target that the plan tells the types of. */
  GrpcClientUnderTest(Target.Grpc target, int connections) throws UnusableTargetException {
    this(target, connections, Duration.ofSeconds(30));
  }

  private GrpcClientUnderTest(Target.Grpc target, int connections, Duration reflectionPatience)
      throws UnusableTargetException {
    Clock clock = Clock.system();
    loops = new EventLoops(1, clock, Idle.HYBRID, defect::set);
    loop = loops.next();
    LoadProfile unused =
        new LoadProfile.Open(List.of(new Stage.Constant(1, Duration.ofSeconds(1))));
    driver =
        new GrpcDrivers(loop, clock, new Secrets(Map.of()), reflectionPatience)
            .open(
                new Scenario("echo", "target", unused, List.of(SAY), 100, connections),
                target,
                Slice.WHOLE);
  }

  static Step.GrpcCall say(String message) {
    return call("test.Echo", "Say", message);
  }

  static Step.GrpcCall call(String service, String method, String message) {
    return Step.GrpcCall.fixed(
        "step", service, method, message, Duration.ofMinutes(1), Expectation.status(0));
  }

  static Step.GrpcCall within(Duration timeout) {
    return Step.GrpcCall.fixed("step", "test.Echo", "Say", "{}", timeout, Expectation.status(0));
  }

  PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    return driver.prepare(step);
  }

  CompletableFuture<Measurement> send(PreparedRequest request) {
    CompletableFuture<Measurement> ended = new CompletableFuture<>();
    loop.eventLoop().execute(() -> request.send(Values.NONE, ended::complete));
    return ended;
  }

  /** In an iteration that knows those values. */
  MeasuredCall send(PreparedRequest request, Values values) {
    MeasuredCall call = new MeasuredCall();
    loop.eventLoop().execute(() -> request.send(values, call));
    return call;
  }

  void stop() {
    onLoop(driver::stop);
  }

  /** Sends it and waits for its end. */
  Measurement measure(PreparedRequest request) throws Exception {
    return await(send(request));
  }

  Measurement measure(Step.GrpcCall step) throws Exception {
    return measure(prepare(step));
  }

  void onLoop(Runnable task) {
    loop.eventLoop().execute(task);
  }

  void giveUpWaiting() {
    onLoop(driver::giveUpWaiting);
  }

  static Measurement await(CompletableFuture<Measurement> ended) throws Exception {
    return ended.get(90, TimeUnit.SECONDS);
  }

  void closeDriver() {
    loop.eventLoop().submit(driver::close).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    closeDriver();
    loops.close();
    if (defect.get() != null) {
      throw new AssertionError("the event loop failed", defect.get());
    }
  }
}
