package dev.faultline.core.plan;

import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code name: {listen, upstream}}, proxy by proxy. */
final class ProxyReader {

  private final Map<InetSocketAddress, String> listeners = new HashMap<>();

  Optional<Proxy> read(YamlMap map) {
    Optional<YamlNode> listenNode = map.required("listen", Formats.ADDRESS.expected());
    Optional<InetSocketAddress> listen = listenNode.flatMap(node -> node.value(Formats.ADDRESS));
    Optional<InetSocketAddress> upstream = map.required("upstream", Formats.ADDRESS);
    listen.ifPresent(address -> checkFree(listenNode.get(), address, map.name()));
    if (listen.isPresent() && listen.equals(upstream)) {
      map.mistake(
          "proxy '%s' would connect to itself".formatted(map.name()),
          "an upstream other than where it listens");
    }
    return map.build(() -> new Proxy(map.name(), listen.get(), upstream.get()));
  }

  private void checkFree(YamlNode node, InetSocketAddress address, String name) {
    String owner = listeners.putIfAbsent(address, name);
    if (owner != null) {
      node.mistake(
          "proxy '%s' listens at %s:%d already"
              .formatted(owner, address.getHostString(), address.getPort()),
          "an address of its own");
    }
  }
}
