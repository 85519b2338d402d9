package dev.faultline.chaos.driver.proxy;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.Injection;
import java.io.IOException;
import java.util.Optional;

/** A proxy refuses connections. Felt when one was refused; over when one was accepted. */
final class DownInjection implements Injection {

  private final FaultProxy proxy;

  DownInjection(FaultProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public void inject() {
    proxy.refuse(this);
  }

  @Override
  public Optional<String> effect() throws DriverException {
    return accepts() ? Optional.empty() : Optional.of("a connection was refused");
  }

  @Override
  public boolean heal() throws DriverException {
    try {
      proxy.accept(this);
      return true;
    } catch (IOException taken) {
      throw new DriverException(
          "%s:%d cannot be listened on again: %s"
              .formatted(
                  proxy.address().getHostString(), proxy.address().getPort(), taken.getMessage()),
          taken);
    }
  }

  @Override
  public Optional<String> absence() throws DriverException {
    return accepts() ? Optional.of("a connection was accepted") : Optional.empty();
  }

  private boolean accepts() throws DriverException {
    try {
      return proxy.accepts();
    } catch (IOException unknown) {
      throw new DriverException("no connection could be tried: " + unknown.getMessage(), unknown);
    }
  }
}
