package dev.faultline.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A GitHub workflow, as far as the tests look into it. */
record Workflow(Path file, String text, Map<?, ?> root) {

  /**
   * A step with all environment variables that are set for it.
   *
   * @param run what the shell does; empty for an action
   * @param uses the action; empty for a shell step
   */
  record Step(String name, String run, String uses, Map<String, String> environment) {}

  static Workflow read(Path file) {
    try {
      String text = Files.readString(file);
      Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
      return new Workflow(file, text, (Map<?, ?>) root);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }

  /** A map under keys, one below the other; empty when there is none. */
  Map<?, ?> map(String... keys) {
    Object at = root;
    for (String key : keys) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Each input of a start by hand, with its default. */
  Map<String, String> inputs() {
    Map<String, String> inputs = new LinkedHashMap<>();
    map("on", "workflow_dispatch", "inputs")
        .forEach((name, input) -> inputs.put(name.toString(), text(input, "default")));
    return inputs;
  }

  Set<?> jobs() {
    return map("jobs").keySet();
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (Object job : jobs()) {
      Map<String, String> environment = new LinkedHashMap<>();
      addTo(environment, map("env"));
      addTo(environment, map("jobs", job.toString(), "env"));
      for (Object step : (List<?>) map("jobs", job.toString()).get("steps")) {
        Map<String, String> own = new LinkedHashMap<>(environment);
        addTo(own, ((Map<?, ?>) step).get("env") instanceof Map<?, ?> env ? env : Map.of());
        steps.add(new Step(text(step, "name"), text(step, "run"), text(step, "uses"), own));
      }
    }
    return steps;
  }

  private static void addTo(Map<String, String> environment, Map<?, ?> more) {
    more.forEach((name, value) -> environment.put(name.toString(), value.toString()));
  }

  private static String text(Object map, String key) {
    Object value = ((Map<?, ?>) map).get(key);
    return value == null ? "" : value.toString();
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
