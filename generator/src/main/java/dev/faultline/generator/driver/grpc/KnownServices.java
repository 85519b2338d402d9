package dev.faultline.generator.driver.grpc;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What targets have told of their services. The shards of a run ask one after the other, and a
 * shard may have to be taken over while its target is away: what was told a moment ago is not asked
 * again, and what was told before does when the target does not answer. Thread-safe.
 */
final class KnownServices {

  private static final long FRESH_MICROS = TimeUnit.SECONDS.toMicros(10);

  private final Clock clock;
  private final Duration patience;
  private final Map<Key, Known> known = new ConcurrentHashMap<>();

  private record Key(InetSocketAddress address, String authority, String service) {}

  /** Last asked for at that time, with or without success. */
  private record Known(ServiceDescriptor service, long atMicros) {}

  /**
   * @param patience how long a target's answers may take
   */
  KnownServices(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  ServiceTypes of(Destination target) {
    return name -> service(target, new Key(target.address(), target.authority(), name));
  }

  private ServiceDescriptor service(Destination target, Key key) throws UnusableTargetException {
    Known before = known.get(key);
    if (before != null && clock.epochMicros() - before.atMicros < FRESH_MICROS) {
      return before.service;
    }
    try (ServerReflection server = new ServerReflection(target, patience)) {
      ServiceDescriptor service = server.service(key.service);
      known.put(key, new Known(service, clock.epochMicros()));
      return service;
    } catch (SilentTargetException e) {
      if (before != null) {
        known.put(key, new Known(before.service, clock.epochMicros()));
        return before.service;
      }
      throw new UnusableTargetException(e.getMessage());
    }
  }
}
