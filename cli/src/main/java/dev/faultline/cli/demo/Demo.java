package dev.faultline.cli.demo;

import dev.faultline.cli.process.ChildSpec;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.run.Planted;
import dev.faultline.cli.run.RunObserver;
import dev.faultline.core.time.Clock;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.sample.SampleTarget;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run in which everything is known: a sample target, a plan with one fault, and perhaps a
 * slow-down that nobody announces. Afterwards it says whether the run found just that.
 */
public final class Demo implements AutoCloseable {

  private static final String FAULT = "payments-latency";
  private static final Duration EXTRA = Duration.ofMillis(60);
  private static final String HOST = "127.0.0.1";

  private final Length length;
  private final int checkoutPort;
  private final int paymentsPort;
  private final int proxyPort;
  private final Optional<Surprise> surprise;

  /**
   * Chooses the ports; nothing is started yet.
   *
   * @param slowDown whether the target becomes slower without notice
   * @throws IOException when there are no free ports
   */
  public Demo(Length length, boolean slowDown, FreePorts ports, Clock clock) throws IOException {
    this.length = length;
    List<Integer> free = ports.find(3);
    checkoutPort = free.get(0);
    paymentsPort = free.get(1);
    proxyPort = free.get(2);
    surprise =
        slowDown
            ? Optional.of(
                new Surprise(URI.create(checkout()), length.slowDownAfter(), EXTRA, clock))
            : Optional.empty();
  }

  /** What the demo's plan has to be given. */
  public Map<String, String> parameters() {
    Map<String, String> all = new HashMap<>(length.parameters());
    all.put("checkout", checkout());
    all.put("payments", HOST + ":" + paymentsPort);
    all.put("payments_proxy", HOST + ":" + proxyPort);
    return all;
  }

  /** The target, in a process of its own. */
  public ChildSpec target() {
    return new ChildSpec(
        "sample target",
        SampleTarget.class,
        List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"),
        List.of(
            "--checkout-port",
            Integer.toString(checkoutPort),
            "--payments-port",
            Integer.toString(paymentsPort),
            "--payments-url",
            "http://" + HOST + ":" + proxyPort),
        "sample target ready");
  }

  /** Springs the surprise when its time has come. */
  public RunObserver observer() {
    return surprise.<RunObserver>map(planned -> planned).orElse(new RunObserver() {});
  }

  /** Compares the verdict with what was planted. */
  public Planted compare(RunVerdict verdict) {
    return Comparison.of(
        verdict,
        FAULT,
        surprise.map(
            planned ->
                new Comparison.PlantedSurprise(
                    "checkout slowed down by %d ms".formatted(EXTRA.toMillis()),
                    planned.beganMicros())));
  }

  @Override
  public void close() {
    surprise.ifPresent(Surprise::close);
  }

  private String checkout() {
    return "http://" + HOST + ":" + checkoutPort;
  }
}
