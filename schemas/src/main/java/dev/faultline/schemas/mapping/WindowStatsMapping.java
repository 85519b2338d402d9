package dev.faultline.schemas.mapping;

import static java.util.stream.Collectors.toMap;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.avro.OutcomeCount;
import dev.faultline.schemas.avro.StatusCount;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts are lists in a fixed order, not Avro maps, so that equal windows give equal bytes. */
final class WindowStatsMapping {

  static final Mapping<WindowStats, dev.faultline.schemas.avro.WindowStats> MAPPING =
      new Mapping<>(
          WindowStats.class,
          dev.faultline.schemas.avro.WindowStats.getClassSchema(),
          WindowStatsMapping::toAvro,
          WindowStatsMapping::toDomain);

  private WindowStatsMapping() {}

  private static dev.faultline.schemas.avro.WindowStats toAvro(WindowStats window) {
    return new dev.faultline.schemas.avro.WindowStats(
        SeriesMapping.toAvro(window.series()),
        window.startMicros(),
        window.sizeMicros(),
        outcomesToAvro(window.outcomes()),
        statusesToAvro(window.statuses()),
        LatenciesMapping.toAvro(window.responseTime()),
        LatenciesMapping.toAvro(window.serviceTime()),
        window.bytesSent(),
        window.bytesReceived(),
        window.offered(),
        window.dropped(),
        window.inFlight(),
        window.oldestInFlightAgeMicros(),
        window.missing(),
        GeneratorHealthMapping.toAvro(window.health()));
  }

  private static WindowStats toDomain(dev.faultline.schemas.avro.WindowStats avro) {
    return new WindowStats(
        SeriesMapping.toDomain(avro.getSeries()),
        avro.getStartMicros(),
        avro.getSizeMicros(),
        outcomesToDomain(avro.getOutcomes()),
        statusesToDomain(avro.getStatuses()),
        LatenciesMapping.toDomain(avro.getResponseTime()),
        LatenciesMapping.toDomain(avro.getServiceTime()),
        avro.getBytesSent(),
        avro.getBytesReceived(),
        avro.getOffered(),
        avro.getDropped(),
        avro.getInFlight(),
        avro.getOldestInFlightAgeMicros(),
        avro.getMissing(),
        GeneratorHealthMapping.toDomain(avro.getHealth()));
  }

  private static List<OutcomeCount> outcomesToAvro(Map<Outcome, Long> outcomes) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(entry -> new OutcomeCount(Enums.OUTCOME.toAvro(entry.getKey()), entry.getValue()))
        .toList();
  }

  private static Map<Outcome, Long> outcomesToDomain(List<OutcomeCount> counts) {
    return counts.stream()
        .collect(
            toMap(count -> Enums.OUTCOME.toDomain(count.getOutcome()), OutcomeCount::getCount));
  }

  private static List<StatusCount> statusesToAvro(SortedMap<Integer, Long> statuses) {
    return statuses.entrySet().stream()
        .map(entry -> new StatusCount(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static SortedMap<Integer, Long> statusesToDomain(List<StatusCount> counts) {
    SortedMap<Integer, Long> statuses = new TreeMap<>();
    counts.forEach(count -> statuses.put(count.getStatus(), count.getCount()));
    return statuses;
  }
}
