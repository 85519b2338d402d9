package dev.faultline.cli.demo;

import dev.faultline.cli.run.RunObserver;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.time.Clock;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The slow-down that nobody announces: some time after the run's start it tells the sample target's
 * checkout to take longer. No event says so. Thread-safe.
 */
final class Surprise implements RunObserver, AutoCloseable {

  private static final Logger LOG = System.getLogger(Surprise.class.getName());

  private final URI checkout;
  private final Duration after;
  private final Duration extra;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private volatile OptionalLong began = OptionalLong.empty();

  /**
   * @param after when, from the run's start
   * @param extra how much longer each checkout takes from then on
   */
  Surprise(URI checkout, Duration after, Duration extra, Clock clock) {
    this.checkout = checkout;
    this.after = after;
    this.extra = extra;
    this.clock = clock;
  }

  @Override
  public void runEvent(RunEvent event) {
    switch (event) {
      case RunEvent.Started started -> {
        long dueMicros = started.startMicros() + TimeUnit.NANOSECONDS.toMicros(after.toNanos());
        long waitMicros = dueMicros - clock.epochMicros();
        var _ = timer.schedule(this::slowDown, waitMicros, TimeUnit.MICROSECONDS);
      }
      case RunEvent.AbortRequested _, RunEvent.Aborted _, RunEvent.Finished _ -> close();
      case RunEvent.Submitted _, RunEvent.Prepared _ -> {}
    }
  }

  /** When checkout became slower, microseconds since the epoch; empty when it never did. */
  OptionalLong beganMicros() {
    return began;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void slowDown() {
    URI control = checkout.resolve("/control/slow-down?millis=" + extra.toMillis());
    HttpRequest request =
        HttpRequest.newBuilder(control)
            .timeout(Duration.ofSeconds(5))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        began = OptionalLong.of(clock.epochMicros());
      } else {
        LOG.log(Level.ERROR, "the sample target refused to slow down: {0}", answer.body());
      }
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the sample target could not be told to slow down", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run is over: there is nothing to slow down
    }
  }
}
