package dev.faultline.cli.replay;

import dev.faultline.schemas.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Two answers to the same run held against each other, byte for byte.
 *
 * @param differences by topic; one without any is not in it
 */
record Comparison(Map<Topic<?>, List<Difference>> differences) {

  /**
   * Compares them.
   *
   * @param startMicros time zero of the run, microseconds since the epoch
   */
  static Comparison of(Answer recorded, Answer replayed, long startMicros) {
    Places places = new Places(startMicros);
    Map<Topic<?>, List<Difference>> differences = new LinkedHashMap<>();
    for (Topic<?> topic : Answer.TOPICS) {
      if (!recorded.of(topic).equals(replayed.of(topic))) {
        differences.put(
            topic,
            differences(
                topic, places.of(topic, recorded.of(topic)), places.of(topic, replayed.of(topic))));
      }
    }
    return new Comparison(differences);
  }

  boolean identical() {
    return differences.isEmpty();
  }

  private static List<Difference> differences(
      Topic<?> topic, Map<String, RecordedRecord> recorded, Map<String, RecordedRecord> replayed) {
    List<Difference> found = new ArrayList<>();
    recorded.forEach(
        (place, record) -> {
          RecordedRecord other = replayed.get(place);
          if (other == null) {
            found.add(new Difference.OnlyRecorded(place));
          } else if (!record.equals(other)) {
            found.add(new Difference.Changed(place, fields(topic, record, other)));
          }
        });
    replayed.keySet().stream()
        .filter(place -> !recorded.containsKey(place))
        .forEach(place -> found.add(new Difference.OnlyReplayed(place)));
    if (found.isEmpty()) {
      found.add(firstMoved(List.copyOf(recorded.keySet()), List.copyOf(replayed.keySet())));
    }
    return found;
  }

  private static Difference firstMoved(List<String> recorded, List<String> replayed) {
    int index = 0;
    while (recorded.get(index).equals(replayed.get(index))) {
      index++;
    }
    return new Difference.Moved(recorded.get(index));
  }

  private static List<FieldDifference> fields(
      Topic<?> topic, RecordedRecord recorded, RecordedRecord replayed) {
    List<FieldDifference> fields = new ArrayList<>();
    if (!Objects.equals(recorded.key(), replayed.key())) {
      fields.add(new FieldDifference("key", recorded.keyText(), replayed.keyText()));
    }
    if (recorded.timestampMillis() != replayed.timestampMillis()) {
      fields.add(
          new FieldDifference(
              "timestamp", recorded.timestampMillis() + " ms", replayed.timestampMillis() + " ms"));
    }
    if (!Objects.equals(recorded.value(), replayed.value())) {
      fields.addAll(valueFields(topic, recorded, replayed));
    }
    return fields;
  }

  private static List<FieldDifference> valueFields(
      Topic<?> topic, RecordedRecord recorded, RecordedRecord replayed) {
    Optional<Object> one = Places.decoded(topic, recorded);
    Optional<Object> other = Places.decoded(topic, replayed);
    List<FieldDifference> fields = FieldDifference.between(one.orElse(null), other.orElse(null));
    return fields.isEmpty()
        ? List.of(new FieldDifference("encoding", bytes(recorded), bytes(replayed)))
        : fields;
  }

  private static String bytes(RecordedRecord record) {
    return record.value() == null ? "no value" : record.value().remaining() + " bytes";
  }
}
