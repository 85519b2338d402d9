package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

  private static final String SHAPES =
      """
      name: shapes
      parameters: { peak: 80 }
      targets: { shop: { http: 'http://localhost:8080' } }
      proxies: { db: { listen: 'localhost:1001', upstream: 'db:1002' } }
      scenarios:
        spiky:
          target: shop
          load: { stages: [spike: { base: 10, peak: "${peak}", before: 4m, rise: 2m, hold: 2m, fall: 2m, after: 2m }] }
          steps: [{ name: a, request: { path: / } }]
        late:
          target: shop
          startAfter: 6m
          load: { stages: [constant: { rate: 40, duration: 6m }] }
          steps: [{ name: a, request: { path: / } }]
        people:
          target: shop
          load: { model: closed, stages: [step: { from: 1, to: 4, by: 1, every: 3m }] }
          steps: [{ name: a, request: { path: / } }]
      faults: { slow: { at: 6m, duration: 1m30s, proxy: db, latency: { delay: 250ms } } }
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void tellsTheTimesOfProbesInsteadOfDrawingThem() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("watch.yaml"),
            """
            name: watch
            targets: { shop: { http: 'http://localhost:8080' } }
            scenarios:
              often:
                target: shop
                load: { model: probe, every: 1m }
                steps: [{ name: a, request: { path: / } }]
              seldom:
                target: shop
                load: { model: probe, every: 5m, for: 1h }
                steps: [{ name: a, request: { path: / } }]
            """);
    int code =
        Faultline.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute("plan", file.toString());

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "watch: until somebody ends it, 2 scenarios",
            "",
            "often: one every 60 s until somebody ends it",
            "",
            "seldom: one every 300 s for 3,600 s");
  }

  @Test
  void drawsTheLoadOfEachScenarioTheirSumAndTheFaults() throws Exception {
    assertThat(plan("--width", "24"))
        .containsExactly(
            """
            shapes: 12m, 3 scenarios, 38,400 arrivals, 1 fault

            spiky: 24,000 arrivals, at most 80 arrivals/s
                    80 ┤           ██████
                       │          ▇██████▇
                       │         ▆████████▇
                       │        ▅██████████▆
                       │▅▅▅▅▅▅▅▅████████████▅▅▅▅
                     0 ┼────────────────────────

            late: 14,400 arrivals, at most 40 arrivals/s
                    40 ┤            ████████████
                       │            ████████████
                       │            ████████████
                       │            ████████████
                       │            ████████████
                     0 ┼────────────────────────

            people: at most 4 users
                     4 ┤                  ██████
                       │            ▆▆▆▆▆▆██████
                       │      ▄▄▄▄▄▄████████████
                       │▂▂▂▂▂▂██████████████████
                       │████████████████████████
                     0 ┼────────────────────────

            all arrivals: at most 120 arrivals/s
                   120 ┤            █████▂
                       │           ▃██████▄
                       │          ▄████████▇▁▁▁▁
                       │        ▁▇██████████████
                       │▃▃▃▃▃▃▃▃████████████████
                     0 ┼────────────────────────
                        0s                   12m
                                    ▒▒▒           slow, 6m to 7m30s
            """
                .lines()
                .toArray(String[]::new));
  }

  @Test
  void drawsWhatWouldRun() throws Exception {
    assertThat(plan("--set", "peak=20", "--speedup", "60").getFirst())
        .isEqualTo("shapes: 12s, 3 scenarios, 400 arrivals, 1 fault");
  }

  @Test
  void saysWhichThresholdsMayEndItEarly() throws Exception {
    String impatient =
        SHAPES
            + "thresholds: { failed: { threshold: rate<0.5, abortOnFail: true, delayAbortEval: 1m },"
            + " checks: rate>0.9 }\n";

    assertThat(planOf(impatient).getLast().strip())
        .isEqualTo("from 1m on it ends when failed rate<0.5 does not hold");
  }

  @Test
  void saysWhatIsLimitedAndWhatComesAtRandom() throws Exception {
    String mix =
        """
        name: mix
        targets: { shop: { http: 'http://localhost:8080' } }
        load: { arrivals: poisson, iterations: 1000, stages: [constant: { rate: 10, duration: 1h }] }
        scenarios:
          browse: { target: shop, weight: 3, steps: [{ name: a, request: { path: / } }] }
          buy: { target: shop, steps: [{ name: a, request: { path: / } }] }
          people:
            target: shop
            load: { model: closed, iterations: 50, stages: [constant: { users: 5, duration: 1m }] }
            steps: [{ name: a, request: { path: / } }]
        """;
    assertThat(planOf(mix))
        .contains(
            "browse: 750 arrivals at random (Poisson), at most 7.5 arrivals/s",
            "buy: 250 arrivals at random (Poisson), at most 2.5 arrivals/s",
            "people: at most 50 iterations, at most 5 users")
        .first()
        .asString()
        .contains("1,000 arrivals");
  }

  private List<String> plan(String... options) throws Exception {
    return planOf(SHAPES, options);
  }

  private List<String> planOf(String yaml, String... options) throws Exception {
    Path plan = folder.resolve("shapes.yaml");
    Files.writeString(plan, yaml);
    String[] arguments = new String[options.length + 2];
    arguments[0] = "plan";
    arguments[1] = plan.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    int exitCode =
        Faultline.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertThat(exitCode).as(err.toString()).isZero();
    return out.toString().lines().toList();
  }
}
