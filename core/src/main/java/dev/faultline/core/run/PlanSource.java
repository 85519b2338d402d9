package dev.faultline.core.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * A plan as its user wrote it, with the parameters given on the command line. Services receive this
 * and parse it with the same code, so what a run did can always be read back from its topic.
 *
 * @param file the name to show in messages, for example {@code plans/demo.yaml}
 * @param yaml the file's text, unchanged but for the names of other files, in whose place stands
 *     what was in them
 * @param parameters values that replace the plan's own defaults for {@code ${name}}, and perhaps
 *     {@link #SPEEDUP}
 */
public record PlanSource(String file, String yaml, Map<String, String> parameters) {

  /**
   * The parameter in which {@code --speedup} travels: no name that a plan could declare. A service
   * that does not know it refuses the run, and does not carry it at another pace than the others.
   */
  public static final String SPEEDUP = "--speedup";

  /**
   * Begins the parameters in which travels what setups have captured: {@code
   * --captured:<scenario>:<name>}.
   */
  public static final String CAPTURED = "--captured:";

  public PlanSource {
    parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /**
   * The same plan, whose setups are done.
   *
   * @param captured by scenario, and then by name
   */
  public PlanSource withCaptured(Map<String, Map<String, String>> captured) {
    Map<String, String> more = new TreeMap<>(parameters);
    captured.forEach(
        (scenario, values) ->
            values.forEach((name, value) -> more.put(key(scenario) + name, value)));
    return new PlanSource(file, yaml, more);
  }

  /** What the setup of a scenario has captured, by name. */
  public Map<String, String> captured(String scenario) {
    Map<String, String> captured = new TreeMap<>();
    parameters.forEach(
        (name, value) -> {
          if (name.startsWith(key(scenario))) {
            captured.put(name.substring(key(scenario).length()), value);
          }
        });
    return captured;
  }

  private static String key(String scenario) {
    return CAPTURED + scenario + ":";
  }

  /** The same plan, to be run in a fraction of its time. */
  public PlanSource withSpeedup(String speedup) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(SPEEDUP, speedup);
    return new PlanSource(file, yaml, more);
  }
}
