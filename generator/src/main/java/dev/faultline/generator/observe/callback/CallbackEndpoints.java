package dev.faultline.generator.observe.callback;

import dev.faultline.core.plan.Observation;
import dev.faultline.generator.scenario.Observer;
import dev.faultline.generator.scenario.Sights;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * The HTTP endpoints that a generator has open for its targets to call. Scenarios, and runs, may
 * share an address. Thread-safe.
 */
public final class CallbackEndpoints implements AutoCloseable {

  private final Map<InetSocketAddress, CallbackServer> servers = new HashMap<>();

  /**
   * Listens for calls.
   *
   * @throws UnusableTargetException when nobody can listen there
   */
  public synchronized Observer open(Observation.Callback callback, Sights sights)
      throws UnusableTargetException {
    InetSocketAddress address = callback.listen();
    CallbackServer server = servers.get(address);
    if (server == null) {
      server = CallbackServer.listen(address);
      servers.put(address, server);
    }
    CallbackWatch watch = new CallbackWatch(callback.path(), callback.id(), sights);
    server.add(watch);
    return () -> remove(address, watch);
  }

  private synchronized void remove(InetSocketAddress address, CallbackWatch watch) {
    CallbackServer server = servers.get(address);
    if (server != null && server.remove(watch)) {
      servers.remove(address);
      server.close();
    }
  }

  @Override
  public synchronized void close() {
    servers.values().forEach(CallbackServer::close);
    servers.clear();
  }
}
