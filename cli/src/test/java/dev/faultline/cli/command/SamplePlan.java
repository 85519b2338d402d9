package dev.faultline.cli.command;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.time.Durations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A plan of {@code plans/} that is for the sample target unless told otherwise. */
record SamplePlan(String name, PlanFile file) {

  private static final Path FOLDER = Path.of("..", "plans");
  private static final Pattern PARAMETER = Pattern.compile("^ {2}(\\w+): ", Pattern.MULTILINE);

  /** Where the sample target listens by default. */
  private static final String DEFAULT_ADDRESS = "http://127.0.0.1:18080";

  /** The largest speedup that there is. */
  private static final double MOST = 10_000;

  /** What the target takes for a request at the least. */
  private static final long WORK_MICROS = 10_000;

  /** Less than the smallest part of an arrival that rates and times of plans come to. */
  private static final double ROUNDING = 1e-7;

  /**
   * Reads those that have such a target.
   *
   * @param parameters as with {@code --set}; those that a plan does not have are not given to it
   * @param seconds how long a load is to last, with {@code --speedup}
   */
  static Map<String, SamplePlan> all(Map<String, String> parameters, double seconds)
      throws IOException {
    Map<String, SamplePlan> plans = new TreeMap<>();
    try (var files = Files.newDirectoryStream(FOLDER, "*.yaml")) {
      for (Path file : files) {
        if (Files.readString(file).contains(DEFAULT_ADDRESS)) {
          plans.put(file.getFileName().toString(), read(file, parameters, seconds));
        }
      }
    }
    return plans;
  }

  private static SamplePlan read(Path file, Map<String, String> parameters, double seconds)
      throws IOException {
    Map<String, String> its = new TreeMap<>(parameters);
    its.keySet().retainAll(declared(Files.readString(file)));
    double itsSeconds = Durations.micros(read(file, its).plan().duration()) / 1e6;
    its.put(PlanSource.SPEEDUP, "%.3f".formatted(Math.clamp(itsSeconds / seconds, 1, MOST)));
    return new SamplePlan(file.getFileName().toString(), read(file, its));
  }

  private static PlanFile read(Path file, Map<String, String> parameters) {
    StringWriter problems = new StringWriter();
    Optional<PlanFile> read = PlanFile.read(file, parameters, new PrintWriter(problems));
    assertThat(read).as(problems.toString()).isPresent();
    return read.get();
  }

  private static Set<String> declared(String yaml) {
    return PARAMETER.matcher(yaml).results().map(name -> name.group(1)).collect(toSet());
  }

  /** Requests per second, at most and roughly. */
  double peak() {
    return loads().mapToDouble(SamplePlan::peak).sum();
  }

  private static double peak(LoadProfile load) {
    return switch (load) {
      case LoadProfile.Open open ->
          open.stages().stream().mapToDouble(Stage::peakRate).max().orElseThrow();
      case LoadProfile.Closed closed when closed.isLimited() -> closed.iterations();
      case LoadProfile.Closed closed ->
          closed.peakUsers() * 1e6 / Math.max(WORK_MICROS, Durations.micros(closed.thinkTime()));
    };
  }

  /**
   * How many iterations its loads ask for: the integral of the rate, or the limit. Empty where
   * users begin as many as they can.
   */
  OptionalLong iterations() {
    return loads().anyMatch(load -> load instanceof LoadProfile.Closed its && !its.isLimited())
        ? OptionalLong.empty()
        : OptionalLong.of(loads().mapToLong(SamplePlan::iterations).sum());
  }

  /** Those who are there at once; each begins an iteration, as long as there are any left. */
  long users() {
    return loads()
        .mapToLong(
            load ->
                load instanceof LoadProfile.Closed closed
                    ? Math.min(closed.peakUsers(), closed.iterations())
                    : 0)
        .sum();
  }

  private Stream<LoadProfile> loads() {
    return file.plan().scenarios().stream().map(Scenario::load);
  }

  private static long iterations(LoadProfile load) {
    return switch (load) {
      case LoadProfile.Closed closed -> closed.iterations();
      case LoadProfile.Open open -> {
        double arrivals = open.stages().stream().mapToDouble(SamplePlan::arrivals).sum();
        yield (long) Math.ceil(arrivals - ROUNDING);
      }
    };
  }

  private static double arrivals(Stage stage) {
    if (stage instanceof Stage.Sine) {
      throw new AssertionError("no plan had waves when this was written");
    }
    double seconds = Durations.micros(stage.duration()) / 1e6;
    return (stage.startRate() + stage.endRate()) / 2 * seconds;
  }
}
