package dev.faultline.deployment;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a service can be told by environment variables, read from the compiled configuration
 * mappings of its module and of {@code service-app}.
 *
 * @param defaults by variable; empty when there is no default
 * @param prefixes of variables that may go on as the user likes
 */
record ConfigKeys(Map<String, Optional<String>> defaults, List<String> prefixes) {

  private static final String MAPPING = "io.smallrye.config.ConfigMapping";
  private static final String DEFAULT = "io.smallrye.config.WithDefault";

  static ConfigKeys of(String module) {
    Map<String, Optional<String>> found = new HashMap<>();
    new ClassFileImporter()
            .withImportOption(location -> location.contains("/app/"))
            .importPaths(classes("service-app"), classes(module))
            .stream()
            .filter(type -> type.isAnnotatedWith(MAPPING))
            .forEach(mapping -> collect(prefix(mapping), mapping, found));
    return new ConfigKeys(
        found.entrySet().stream()
            .filter(key -> !key.getKey().endsWith("*"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        found.keySet().stream()
            .filter(key -> key.endsWith("*"))
            .map(key -> key.substring(0, key.length() - 1))
            .toList());
  }

  boolean knows(String variable) {
    return defaults.containsKey(variable) || prefixes.stream().anyMatch(variable::startsWith);
  }

  private static void collect(
      String prefix, JavaClass mapping, Map<String, Optional<String>> found) {
    for (JavaMethod method : mapping.getMethods()) {
      if (!method.getModifiers().contains(JavaModifier.ABSTRACT)) {
        continue;
      }
      String name = prefix + "_" + variable(method.getName());
      JavaClass type = method.getRawReturnType();
      if (type.isEquivalentTo(Map.class)) {
        found.put(name + "_*", Optional.empty());
      } else if (type.isInterface() && type.getPackageName().equals(mapping.getPackageName())) {
        collect(name, type, found);
      } else {
        found.put(name, defaultOf(method));
      }
    }
  }

  private static Path classes(String module) {
    return Path.of("..", module, "target", "classes");
  }

  private static String prefix(JavaClass mapping) {
    String prefix = (String) mapping.getAnnotationOfType(MAPPING).get("prefix").orElseThrow();
    return prefix.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static Optional<String> defaultOf(JavaMethod method) {
    return method
        .tryGetAnnotationOfType(DEFAULT)
        .flatMap(annotation -> annotation.get("value"))
        .map(String.class::cast);
  }

  /** {@code replicationFactor} is {@code REPLICATION_FACTOR}. */
  private static String variable(String method) {
    return method.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }
}
