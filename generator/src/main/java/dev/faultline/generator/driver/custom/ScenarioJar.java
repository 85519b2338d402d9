package dev.faultline.generator.driver.custom;

import dev.faultline.core.plan.Target;
import dev.faultline.core.yaml.Suggestion;
import dev.faultline.generator.driver.FileProblem;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.scenario.CustomScenario;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.JarFile;

/**
 * A jar with custom scenarios, an instance of each, and the class loader that its code has to
 * itself. Not thread-safe.
 */
final class ScenarioJar {

  private static final int CHUNK = 64 * 1024;

  private final Target.Custom target;
  private final URLClassLoader loader;
  private final Map<String, CustomScenario> scenarios = new TreeMap<>();

  private ScenarioJar(Target.Custom target, URLClassLoader loader) {
    this.target = target;
    this.loader = loader;
  }

  /**
   * The target's jar.
   *
   * @throws UnusableTargetException when it cannot be read, or is not the one that the plan wants
   */
  static ScenarioJar open(Target.Custom target) throws UnusableTargetException {
    Path file = Path.of(target.jar()).toAbsolutePath();
    try {
      String sum = sha256(file);
      if (target.sha256().filter(wanted -> !wanted.equals(sum)).isPresent()) {
        throw unusable(
            target,
            "the jar %s is another one than the plan wants; its sha256 is %s"
                .formatted(target.jar(), sum));
      }
      new JarFile(file.toFile()).close(); // class loaders keep quiet about what is no jar
      URL url = file.toUri().toURL();
      return new ScenarioJar(
          target, new URLClassLoader("faultline-custom", new URL[] {url}, new ApiOnly()));
    } catch (IOException e) {
      throw unusable(target, "the jar " + FileProblem.of(e, target.jar()));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Its scenario of that name.
   *
   * @throws UnusableTargetException when it has none
   */
  CustomScenario scenario(String name) throws UnusableTargetException {
    if (scenarios.isEmpty()) {
      load();
    }
    CustomScenario scenario = scenarios.get(name);
    if (scenario == null) {
      throw problem(
          "has no scenario '%s'%s; it has %s"
              .formatted(
                  name,
                  Suggestion.didYouMean(name, scenarios.keySet()),
                  String.join(", ", scenarios.keySet())));
    }
    return scenario;
  }

  private void load() throws UnusableTargetException {
    try {
      for (CustomScenario each : ServiceLoader.load(CustomScenario.class, loader)) {
        String name = String.valueOf(each.name());
        if (scenarios.putIfAbsent(name, each) != null) {
          throw problem("has two scenarios '%s'".formatted(name));
        }
      }
    } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
      throw problem("has scenarios that cannot be loaded: " + e);
    }
    if (scenarios.isEmpty()) {
      throw problem("has no META-INF/services/" + CustomScenario.class.getName());
    }
  }

  /** What threads that execute its code find its resources with. */
  ClassLoader loader() {
    return loader;
  }

  private UnusableTargetException problem(String what) {
    return unusable(target, "the jar %s %s".formatted(target.jar(), what));
  }

  private static UnusableTargetException unusable(Target.Custom target, String what) {
    return new UnusableTargetException("target '%s': %s".formatted(target.name(), what));
  }

  void close() throws IOException {
    loader.close();
  }
}
