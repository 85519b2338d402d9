package dev.faultline.core.plan;

import dev.faultline.core.resource.Exposition;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code name: {every, process or prometheus with metrics}}, resource by resource.
 *
 * <pre>
 * process:    { pidFile: path } or { port: 18080 } or { command: text }
 * prometheus: http://host:port/metrics
 * metrics:    { heap: 'jvm_memory_used_bytes{area="heap"}' }
 * every: 5s                                       which it is when left out
 * </pre>
 */
final class ResourceReader {

  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final String METRICS = "a map from names to metrics of the endpoint";

  private static final Format<Duration> EVERY =
      Formats.DURATION.where(
          "a time between samples",
          "a duration from 100ms such as 1s or 5s",
          every -> every.compareTo(Duration.ofMillis(100)) >= 0);

  private static final Format<Integer> PORT =
      Formats.integer("a port", "a port from 1 to 65535", 1, 65_535);

  private static final Format<URI> URL =
      new Format<>("an address", "http://host:port/path", ResourceReader::url)
          .like("http://[^?#@]+");

  private static final Format<Exposition.Selector> METRIC =
      new Format<>(
          "a metric",
          "a metric such as process_open_fds or jvm_memory_used_bytes{area=\"heap\"}",
          Exposition.Selector::parse);

  private ResourceReader() {}

  static Optional<ResourceSpec> read(YamlMap map) {
    Optional<YamlNode> kind = map.oneOf("process", "prometheus");
    Optional<Duration> every =
        map.optional("every").map(node -> node.value(EVERY)).orElse(Optional.of(USUAL));
    boolean endpoint = kind.filter(node -> node.name().equals("prometheus")).isPresent();
    Optional<? extends ResourceSource> source =
        endpoint
            ? prometheus(map, kind.get())
            : kind.flatMap(node -> node.map("a map with pidFile, port or command"))
                .flatMap(ResourceReader::process);
    if (!endpoint) {
      map.optional("metrics")
          .ifPresent(
              node ->
                  node.mistakeAtName(
                      "'metrics' without 'prometheus'",
                      "none: of a process cpu, rss, open_files and threads are measured"));
    }
    return map.build(() -> new ResourceSpec(map.name(), every.get(), source.get()));
  }

  private static Optional<ResourceSource> process(YamlMap map) {
    Optional<ResourceSource> found =
        map.oneOf("pidFile", "port", "command")
            .flatMap(
                node ->
                    switch (node.name()) {
                      case "port" -> node.value(PORT).map(ResourceSource.Port::new);
                      case "command" ->
                          node.text("part of its command line").map(ResourceSource.Command::new);
                      default -> node.text("the path of a file").map(ResourceSource.PidFile::new);
                    });
    return map.build(found::get);
  }

  private static Optional<ResourceSource> prometheus(YamlMap map, YamlNode node) {
    Optional<URI> url = node.value(URL);
    Map<String, Exposition.Selector> metrics = new TreeMap<>();
    Optional<YamlNode> named = map.required("metrics", METRICS);
    for (YamlNode metric :
        named.flatMap(all -> all.map(METRICS)).map(YamlMap::all).orElse(java.util.List.of())) {
      metric.checkName(Formats.NAME);
      metric.value(METRIC).ifPresent(selector -> metrics.put(metric.name(), selector));
    }
    return url.map(address -> new ResourceSource.Prometheus(address, metrics));
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = URI.create(text);
      boolean whole = "http".equals(url.getScheme()) && url.getHost() != null;
      return Optional.of(url).filter(_ -> whole && url.getUserInfo() == null);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
