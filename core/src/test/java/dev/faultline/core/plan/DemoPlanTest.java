package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.threshold.ThresholdParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoPlanTest {

  private static final String FILE = "../plans/demo.yaml";

  @Test
  void readsAsThePlanThatItDescribes() throws IOException {
    assertThat(read(Map.of("payments_proxy", "127.0.0.1:9999")))
        .isEqualTo(
            new Plan(
                "checkout-demo",
                List.of(new Target.Http("shop", URI.create("http://127.0.0.1:18080"))),
                List.of(new Proxy("payments", localhost(9999), localhost(18081))),
                List.of(
                    new Scenario(
                        "checkout",
                        "shop",
                        new LoadProfile.Open(
                            List.of(
                                new Stage.Ramp(20, 100, Duration.ofSeconds(6)),
                                new Stage.Constant(100, Duration.ofSeconds(54)))),
                        List.of(
                            Step.Request.fixed(
                                "place-order",
                                "POST",
                                "/checkout",
                                Map.of("content-type", "application/json"),
                                Optional.of("{\"items\": 3}"),
                                Duration.ofSeconds(5),
                                Expectation.status(200))),
                        500,
                        128)),
                List.of(
                    new FaultSpec(
                        "payments-latency",
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10),
                        new FaultAction.ProxyLatency(
                            "payments", Duration.ofMillis(250), Duration.ofMillis(50)))),
                List.of(
                    ThresholdParser.parse("http_req_duration", "p(95)<500"),
                    ThresholdParser.parse("http_req_failed", "rate<0.01")),
                0.05));
  }

  @Test
  void takesItsDefaultsWhenTheCommandLineGivesNothing() throws IOException {
    assertThat(read(Map.of()).proxies().getFirst().listen()).isEqualTo(localhost(18082));
  }

  private static Plan read(Map<String, String> parameters) throws IOException {
    String yaml = Files.readString(Path.of(FILE));
    return assertThat(PlanReader.read(new PlanSource(FILE, yaml, parameters)))
        .asInstanceOf(type(PlanOutcome.Valid.class))
        .actual()
        .plan();
  }

  private static InetSocketAddress localhost(int port) {
    return InetSocketAddress.createUnresolved("127.0.0.1", port);
  }
}
