package dev.faultline.cli.replay;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A field that two records of the same kind do not agree on.
 *
 * @param field the path to it, for example {@code outcomes.OK}
 */
record FieldDifference(String field, String recorded, String replayed) {

  private static final String NOTHING = "nothing";

  /** Later than this many microseconds since the epoch, a number of them is a time: 2001. */
  private static final long EARLIEST_TIME = 1_000_000_000_000_000L;

  /** All fields in which two domain values differ, in the order of the fields. */
  static List<FieldDifference> between(Object recorded, Object replayed) {
    List<FieldDifference> found = new ArrayList<>();
    collect("", recorded, replayed, found);
    return found;
  }

  private static void collect(
      String path, Object recorded, Object replayed, List<FieldDifference> found) {
    if (Objects.equals(recorded, replayed)) {
      return;
    }
    if (recorded instanceof Record one
        && replayed instanceof Record other
        && one.getClass() == other.getClass()) {
      for (RecordComponent component : one.getClass().getRecordComponents()) {
        collect(
            below(path, component.getName()), get(component, one), get(component, other), found);
      }
    } else if (recorded instanceof Map<?, ?> one && replayed instanceof Map<?, ?> other) {
      Set<Object> keys = new LinkedHashSet<>(one.keySet());
      keys.addAll(other.keySet());
      keys.forEach(
          key -> collect(below(path, key.toString()), one.get(key), other.get(key), found));
    } else if (recorded instanceof List<?> one && replayed instanceof List<?> other) {
      for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
        collect("%s[%d]".formatted(path, i + 1), at(one, i), at(other, i), found);
      }
    } else {
      found.add(new FieldDifference(path, text(path, recorded), text(path, replayed)));
    }
  }

  private static Object at(List<?> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }

  private static Object get(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the accessors of domain records are public", e);
    }
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String text(String path, Object value) {
    return switch (value) {
      case null -> NOTHING;
      case Optional<?> optional -> text(path, optional.orElse(null));
      case OptionalLong number -> text(path, number.isPresent() ? number.getAsLong() : null);
      case OptionalDouble number -> text(path, number.isPresent() ? number.getAsDouble() : null);
      case Long micros when path.endsWith("Micros") && micros > EARLIEST_TIME ->
          Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
      case String text -> "'" + text + "'";
      default -> value.toString();
    };
  }
}
