package dev.faultline.core.plan;

import dev.faultline.core.expression.Feed;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.secret.Secret;
import dev.faultline.core.threshold.Threshold;
import dev.faultline.core.yaml.Mistakes;
import dev.faultline.core.yaml.Placeholders;
import dev.faultline.core.yaml.Position;
import dev.faultline.core.yaml.ReadingListener;
import dev.faultline.core.yaml.YamlDocument;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * Reads a plan from its YAML text and finds all mistakes in it at once, each with its place. A
 * broken part does not hide the mistakes of the others; a pure function of the source.
 *
 * <pre>
 * name: …
 * parameters:  { name: default }              for ${name} in any value
 * secrets:     { name: { env: VARIABLE } or { file: path } }    for ${secret.name} and auth
 * targets:     { name: { http: http://host:port } or { grpc: host:port }, each with tls: { ca,
 *                certificate, key, serverName, insecure } and auth: { basic: { user, password } }
 *                or { bearer: secret } }
 * proxies:     { name: { listen: host:port, upstream: host:port } }
 * load:        as in a scenario; shared by those that have none
 * seed:        7                             of all that is left to chance, at first 1
 * data:        { name: { csv: file } or { jsonl: file } or { rows: [{…}] }, each with order }
 * scenarios:   { name: { target, startAfter, load or weight, limits, steps, finally,
 *                delivery, measureIteration } }
 *   startAfter: 5m                            before which there is no load, at first 0
 *   load:      { stages: [ constant: { rate: 50, duration: 5m } ] }                 open model
 *              { model: closed, stages: [ constant: { users: 50, duration: 5m } ], thinkTime: 1s }
 *              either with iterations: 1000, the open one with arrivals: poisson
 * faults:      { name: { at, duration, proxy, latency or down } }
 *              { name: { at, duration, pods: { namespace, labels, mode }, and one of networkDelay,
 *                networkLoss, networkPartition, networkBandwidth, podKill, podFailure, cpuStress,
 *                memoryStress } }
 * resources:   { name: { every, process: { pidFile, port or command } } }
 *              { name: { every, prometheus: http://host:port/metrics, metrics: { name: metric } } }
 * thresholds:  { metric: condition or list of them }
 *   condition: 'p(95)<500' or { threshold: 'p(95)<500', abortOnFail: true, delayAbortEval: 10s }
 * maxDroppedShare: 0.05
 * </pre>
 */
public final class PlanReader {

  private static final double DEFAULT_MAX_DROPPED_SHARE = 0.05;
  private static final String PLAN = "a map with name, targets, scenarios";

  private final PlanSource source;
  private final PlanFiles files;

  private PlanReader(PlanSource source, PlanFiles files) {
    this.source = source;
    this.files = files;
  }

  /**
   * The plan that was submitted, or everything that is wrong with it, by line. Names no files:
   * their contents are in its text. Thread-safe.
   */
  public static PlanOutcome read(PlanSource source) {
    return read(source, PlanFiles.none());
  }

  /**
   * The plan, or everything that is wrong with it, by line.
   *
   * @param files that it may name; afterwards they know what text to submit
   */
  public static PlanOutcome read(PlanSource source, PlanFiles files) {
    return read(source, files, ReadingListener.NONE);
  }

  /** Reads it as above while somebody hears what its values are read as. */
  static PlanOutcome read(PlanSource source, PlanFiles files, ReadingListener listener) {
    Mistakes mistakes = new Mistakes();
    Placeholders placeholders = new Placeholders();
    Optional<YamlNode> root =
        YamlDocument.read("the plan", source.yaml(), mistakes, placeholders, listener);
    if (mistakes.inOrder().isEmpty() && root.filter(node -> !node.isNull()).isEmpty()) {
      mistakes.add(Position.START, "the plan is empty", PLAN);
    } else {
      Optional<Plan> plan =
          root.flatMap(node -> node.map(PLAN))
              .flatMap(map -> new PlanReader(source, files).read(map, placeholders));
      if (plan.isPresent()) {
        return new PlanOutcome.Valid(plan.get());
      }
    }
    return PlanOutcome.Invalid.of(source.file(), mistakes);
  }

  private Optional<Plan> read(YamlMap map, Placeholders placeholders) {
    Optional<YamlNode> name = map.required("name", Formats.NAME.expected());
    new ParametersReader(source.parameters(), placeholders).read(map);
    Optional<String> planName = name.flatMap(node -> node.value(Formats.NAME));
    Section<Secret> secrets = Section.optional("secret", map, "secrets", SecretReader::read);
    Section<Target> targets =
        Section.required("target", map, "targets", new TargetReader(secrets, files)::read);
    ProxyReader proxyReader = new ProxyReader();
    Section<Proxy> proxies = Section.optional("proxy", map, "proxies", proxyReader::read);
    int seed = map.optional("seed", Formats.SEED).orElse(1);
    LoadReader loads = new LoadReader(files, seed);
    Section<Feed> data = Section.optional("data", map, "data", new DataReader(files)::read);
    ScenarioReader scenarioReader =
        new ScenarioReader(targets, SharedLoad.read(map), loads, data, secrets, seed, source);
    Section<Scenario> scenarios =
        Section.required("scenario", map, "scenarios", scenarioReader::read);
    FaultReader faultReader = FaultReader.of(proxies, scenarioReader.loadEnd());
    Section<FaultSpec> faults = Section.optional("fault", map, "faults", faultReader::read);
    Section<ResourceSpec> resources =
        Section.optional("resource", map, "resources", ResourceReader::read);
    List<Threshold> thresholds =
        map.optional("thresholds")
            .map(new ThresholdsReader(scenarios, resources)::read)
            .orElse(List.of());
    Optional<Double> maxDroppedShare = map.optional("maxDroppedShare", Formats.SHARE);
    Optional<Double> speedup = speedup(map);
    return map.build(
        () ->
            new Plan(
                    planName.get(),
                    targets.things(),
                    proxies.things(),
                    scenarios.things(),
                    faults.things(),
                    thresholds,
                    maxDroppedShare.orElse(DEFAULT_MAX_DROPPED_SHARE),
                    resources.things())
                .faster(speedup.orElse(1.0)));
  }

  private Optional<Double> speedup(YamlMap map) {
    Optional<String> given = Optional.ofNullable(source.parameters().get(PlanSource.SPEEDUP));
    Optional<Double> speedup = given.flatMap(Formats.SPEEDUP::parse);
    if (given.isPresent() && speedup.isEmpty()) {
      map.mistake(
          "'%s' is not %s".formatted(given.get(), Formats.SPEEDUP.name()),
          Formats.SPEEDUP.expected());
    }
    return speedup;
  }
}
