package dev.faultline.chaos.driver.proxy;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.Injection;
import dev.faultline.core.time.Clock;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A proxy's chunks are held back. Felt when one was; over when one was not. */
final class LatencyInjection implements Injection {

  /** How long a proxy without traffic is waited for before a connection has to do as evidence. */
  static final long QUIET_MICROS = TimeUnit.SECONDS.toMicros(5);

  private final FaultProxy proxy;
  private final Latency latency;
  private final Clock clock;
  private final Passage passage = new Passage();
  private OptionalLong healedMicros = OptionalLong.empty();

  LatencyInjection(FaultProxy proxy, Latency latency, Clock clock) {
    this.proxy = proxy;
    this.latency = latency;
    this.clock = clock;
  }

  @Override
  public void inject() {
    proxy.toxics().add(latency);
  }

  @Override
  public Optional<String> effect() {
    return latency
        .firstHeldNanos()
        .map(held -> "a chunk was held back for %.1f ms".formatted(held / 1e6));
  }

  @Override
  public boolean heal() {
    proxy.toxics().remove(latency);
    if (healedMicros.isEmpty()) {
      proxy.toxics().add(passage);
      healedMicros = OptionalLong.of(clock.epochMicros());
    }
    return true;
  }

  @Override
  public Optional<String> absence() throws DriverException {
    Optional<String> evidence = passage.seen() ? Optional.of("a chunk passed at once") : probe();
    evidence.ifPresent(_ -> proxy.toxics().remove(passage));
    return evidence;
  }

  private Optional<String> probe() throws DriverException {
    if (clock.epochMicros() - healedMicros.orElseThrow() < QUIET_MICROS) {
      return Optional.empty();
    }
    try {
      return proxy.accepts()
          ? Optional.of("no traffic, but a connection is accepted")
          : Optional.empty();
    } catch (IOException unknown) {
      throw new DriverException("no connection could be tried: " + unknown.getMessage(), unknown);
    }
  }
}
