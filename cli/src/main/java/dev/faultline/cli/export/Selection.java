package dev.faultline.cli.export;

import dev.faultline.core.window.Series;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which series are wanted.
 *
 * @param scenarios names; all when empty
 * @param steps names; all when empty
 */
public record Selection(Set<String> scenarios, Set<String> steps) {

  public Selection {
    scenarios = Set.copyOf(scenarios);
    steps = Set.copyOf(steps);
  }

  boolean includes(Series series) {
    return includes(scenarios, series.scenario()) && includes(steps, series.step());
  }

  /** Makes sure that each name is one of the run's, and that together they leave something. */
  void check(Set<Series> all) throws ExportRefusedException {
    check("--scenario", scenarios, names(all, Series::scenario));
    check("--step", steps, names(all, Series::step));
    if (all.stream().noneMatch(this::includes)) {
      throw new ExportRefusedException(
          "--step",
          "no such step in these scenarios",
          "one of " + String.join(", ", names(all, s -> s.scenario() + "/" + s.step())));
    }
  }

  private static boolean includes(Set<String> wanted, String name) {
    return wanted.isEmpty() || wanted.contains(name);
  }

  private static void check(String option, Set<String> wanted, Set<String> known)
      throws ExportRefusedException {
    for (String name : new TreeSet<>(wanted)) {
      if (!known.contains(name)) {
        throw new ExportRefusedException(
            option,
            "the run has no windows of '%s'".formatted(name),
            "one of " + String.join(", ", known));
      }
    }
  }

  private static Set<String> names(Set<Series> all, Function<Series, String> part) {
    return all.stream().map(part).collect(Collectors.toCollection(TreeSet::new));
  }
}
