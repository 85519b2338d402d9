package dev.faultline.core.plan;

import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.time.Durations;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code name: {at, duration, what it is done to, and one action}}.
 *
 * @param families of actions, each done to something else
 * @param loadEnd when the plan's load ends, if that is known
 */
record FaultReader(List<ActionFamily> families, Optional<Duration> loadEnd) {

  static FaultReader of(Section<Proxy> proxies, Optional<Duration> loadEnd) {
    return new FaultReader(List.of(new ProxyActions(proxies), PodActions.all()), loadEnd);
  }

  Optional<FaultSpec> read(YamlMap map) {
    Optional<Duration> at = map.required("at", Formats.DURATION);
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    if (at.isPresent() && duration.isPresent()) {
      checkEnd(map, at.get().plus(duration.get()));
    }
    families.forEach(family -> map.optional(family.subject())); // known, whichever action it is
    Optional<YamlNode> node = map.oneOf(actions(map));
    Optional<FaultAction> action = node.flatMap(found -> read(map, found, familyOf(found)));
    if (node.isEmpty()) {
      families.stream()
          .filter(family -> map.has(family.subject()))
          .forEach(family -> family.checkSubject(map));
    }
    return map.build(() -> new FaultSpec(map.name(), at.get(), duration.get(), action.get()));
  }

  private Optional<FaultAction> read(YamlMap map, YamlNode action, ActionFamily family) {
    families.stream()
        .filter(other -> other != family)
        .flatMap(other -> map.optional(other.subject()).stream())
        .forEach(
            stray ->
                stray.mistakeAtName(
                    "'%s' beside '%s' in '%s'".formatted(stray.name(), action.name(), map.name()),
                    "'%s', which '%s' is done to".formatted(family.subject(), action.name())));
    return family.read(map, action);
  }

  /** Those of the one family that the fault has something of; otherwise all. */
  private String[] actions(YamlMap map) {
    List<ActionFamily> meant = families.stream().filter(family -> uses(map, family)).toList();
    return (meant.size() == 1 ? meant : families)
        .stream().flatMap(family -> family.actions().stream()).toArray(String[]::new);
  }

  private static boolean uses(YamlMap map, ActionFamily family) {
    return map.has(family.subject()) || family.actions().stream().anyMatch(map::has);
  }

  private ActionFamily familyOf(YamlNode action) {
    return families.stream()
        .filter(family -> family.actions().contains(action.name()))
        .findFirst()
        .orElseThrow();
  }

  private void checkEnd(YamlMap map, Duration end) {
    if (loadEnd.isPresent() && end.compareTo(loadEnd.get()) > 0) {
      map.mistake(
          "fault '%s' ends at %s, after the load".formatted(map.name(), Durations.format(end)),
          "at + duration of at most %s, where the load ends"
              .formatted(Durations.format(loadEnd.get())));
    }
  }
}
