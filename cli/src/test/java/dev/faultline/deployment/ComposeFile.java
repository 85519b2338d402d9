package dev.faultline.deployment;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code docker-compose.yml} as these tests need it.
 *
 * @param volumes the named ones that it declares
 */
record ComposeFile(Map<String, Service> services, Set<String> volumes) {

  static final Path PATH = Path.of("..", "docker-compose.yml");

  static ComposeFile read() throws IOException {
    Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(PATH));
    JsonNode root = JsonMapper.builder().build().valueToTree(yaml);
    return new ComposeFile(
        root.path("services")
            .propertyStream()
            .map(service -> new Service(service.getKey(), service.getValue()))
            .collect(toMap(Service::name, service -> service)),
        root.path("volumes").propertyStream().map(Map.Entry::getKey).collect(toSet()));
  }

  Service service(String name) {
    return Optional.ofNullable(services.get(name))
        .orElseThrow(() -> new AssertionError(PATH + " has no service " + name));
  }

  /** One service; what the file does not say is empty. */
  record Service(String name, JsonNode json) {

    String image() {
      return json.path("image").asText();
    }

    List<String> command() {
      return list("command");
    }

    Map<String, String> environment() {
      return json.path("environment")
          .propertyStream()
          .collect(toMap(Map.Entry::getKey, variable -> variable.getValue().asText()));
    }

    List<Port> ports() {
      return list("ports").stream().map(Port::parse).toList();
    }

    List<Mount> mounts() {
      return list("volumes").stream().map(Mount::parse).toList();
    }

    /** What starts before it, with the condition that is waited for. */
    Map<String, String> dependsOn() {
      return json.path("depends_on")
          .propertyStream()
          .collect(toMap(Map.Entry::getKey, other -> other.getValue().path("condition").asText()));
    }

    /** The command that looks whether it is healthy. */
    Optional<String> healthCheck() {
      return Optional.of(json.path("healthcheck").path("test").valueStream())
          .map(words -> words.map(JsonNode::asText).collect(joining(" ")))
          .filter(command -> !command.isEmpty());
    }

    private List<String> list(String key) {
      return json.path(key).valueStream().map(JsonNode::asText).toList();
    }
  }

  /** {@code address:published:target}. */
  record Port(String address, int published, int target) {

    static Port parse(String text) {
      String[] parts = text.split(":", -1);
      if (parts.length != 3) {
        throw new AssertionError("port '%s': expected address:published:target".formatted(text));
      }
      return new Port(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
  }

  /** {@code source:target}, perhaps with {@code :ro}; a source without a path is a named volume. */
  record Mount(String source, String target) {

    static Mount parse(String text) {
      String[] parts = text.split(":", -1);
      return new Mount(parts[0], parts[1]);
    }

    boolean isNamedVolume() {
      return !source.startsWith(".") && !source.startsWith("/");
    }
  }
}
