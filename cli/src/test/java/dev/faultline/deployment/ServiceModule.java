package dev.faultline.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** What the code says about one of the four services. */
record ServiceModule(String name, int port) {

  /** By service; looking through its classes takes a second. */
  private static final Map<String, ConfigKeys> KEYS = new ConcurrentHashMap<>();

  static final List<String> NAMES =
      List.of("generator", "chaos-injector", "aggregator", "regression-detector");

  static ServiceModule of(String name) throws IOException {
    Properties properties = new Properties();
    Path file = Path.of("..", name, "src", "main", "resources", "application.properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new ServiceModule(name, Integer.parseInt(properties.getProperty("quarkus.http.port")));
  }

  /** What its environment can tell it. */
  ConfigKeys keys() {
    return KEYS.computeIfAbsent(name, ConfigKeys::of);
  }

  /** The version that is built. */
  static String version() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    return pom.replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");
  }
}
