package dev.faultline.core.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * A plan as its user wrote it, with the parameters given on the command line. Services receive this
 * and parse it with the same code, so what a run did can always be read back from its topic.
 *
 * @param file the name to show in messages, for example {@code plans/demo.yaml}
 * @param yaml the file's text, unchanged
 * @param parameters values that replace the plan's own defaults for {@code ${name}}
 */
public record PlanSource(String file, String yaml, Map<String, String> parameters) {

  public PlanSource {
    parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
  }
}
