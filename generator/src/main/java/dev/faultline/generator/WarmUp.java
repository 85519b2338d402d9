package dev.faultline.generator;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.http.HttpDrivers;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import dev.faultline.generator.sink.ResultBuffer;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.generator.sink.ShardRecorder;
import dev.faultline.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A short load on a server inside this process, whose results are encoded and thrown away. A fresh
 * JVM needs some hundred milliseconds to load and compile the path of its first requests; without
 * this a run's first second would show them as response time. No target is touched.
 */
final class WarmUp {

  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
  private static final double REQUESTS_PER_SECOND = 2000;
  private static final Duration DURATION = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLoops.Loop loop;
  private final Clock clock;
  private final ResultBuffer buffer = new ResultBuffer(4096);

  WarmUp(EventLoops.Loop loop, Clock clock) {
    this.loop = loop;
    this.clock = clock;
  }

  /**
   * Returns when it is over; where it does not succeed, load begins cold.
   *
   * @return how many records it encoded
   */
  int run() {
    int encoded = 0;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().name("faultline-warm-up").start(() -> answer(listener));
      load(listener.getLocalPort()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      for (ResultRecord next = buffer.poll(); next != null; next = buffer.poll()) {
        byte[] _ = Topics.RESULTS.codec().encode(next);
        encoded++;
      }
    } catch (IOException | UnusableTargetException | ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "The first load will begin on a cold JVM: {0}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return encoded;
  }

  private CompletableFuture<Void> load(int port) throws UnusableTargetException {
    ShardRecorder recorder =
        new ShardRecorder(new ShardId(new RunId(new UUID(0, 0)), 0, 1, 0), buffer, () -> 0);
    LoadMetrics unseen = new LoadMetrics(new SimpleMeterRegistry());
    Scenario scenario = scenario();
    ScenarioRunner runner =
        new ScenarioRunner(
            scenario,
            Slice.WHOLE,
            new HttpDrivers(loop, clock, new Secrets(Map.of()))
                .open(
                    scenario,
                    new Target.Http("self", URI.create("http://127.0.0.1:" + port)),
                    Slice.WHOLE),
            loop.timer(),
            recorder);
    CompletableFuture<Void> over = new CompletableFuture<>();
    long startMicros = clock.epochMicros();
    Shard shard =
        new Shard(
            List.of(runner),
            LoadPart.fromStart(Slice.WHOLE, startMicros),
            startMicros + Durations.micros(DURATION),
            loop.timer(),
            recorder,
            unseen,
            (_, _) -> over.complete(null));
    loop.eventLoop().execute(shard::begin);
    return over;
  }

  private static Scenario scenario() {
    Step request =
        Step.Request.fixed(
            "request",
            "GET",
            "/",
            Map.of(),
            Optional.empty(),
            Duration.ofSeconds(1),
            Expectation.BELOW_400);
    LoadProfile load =
        new LoadProfile.Open(List.of(new Stage.Constant(REQUESTS_PER_SECOND, DURATION)));
    return new Scenario("warm-up", "self", load, List.of(request), 1000, 1);
  }

  /** Requests come one at a time and small, so that one read is one request. */
  private static void answer(ServerSocket listener) {
    byte[] request = new byte[4096];
    try (Socket socket = listener.accept()) {
      socket.setTcpNoDelay(true);
      InputStream requests = socket.getInputStream();
      while (requests.read(request) > 0) {
        socket.getOutputStream().write(ANSWER);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The warm-up was cut short", e);
    }
  }
}
