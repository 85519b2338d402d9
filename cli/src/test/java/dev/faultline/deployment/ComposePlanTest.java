package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.chaos.guard.PodLimits;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.plan.Proxy;
import dev.faultline.core.plan.Target;
import dev.faultline.core.run.PlanSource;
import dev.faultline.sample.Options;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code plans/compose.yaml} fits {@code docker-compose.yml}. */
class ComposePlanTest {

  private static final Path PLAN = Path.of("..", "plans", "compose.yaml");

  private ComposeFile compose;
  private Options target;
  private Plan plan;

  @BeforeEach
  void read() throws IOException {
    compose = ComposeFile.read();
    target = Options.parse(compose.service("sample-target").command().toArray(String[]::new));
    PlanOutcome outcome =
        PlanReader.read(new PlanSource(PLAN.toString(), Files.readString(PLAN), Map.of()));
    assertThat(outcome).isInstanceOf(PlanOutcome.Valid.class);
    plan = ((PlanOutcome.Valid) outcome).plan();
  }

  @Test
  void theGuardAllowsIt() {
    Map<String, String> environment = compose.service("chaos-injector").environment();
    GuardLimits limits =
        new GuardLimits(
            Set.of(environment.get("FAULTLINE_GUARD_ALLOWED_LISTEN")),
            Duration.parse("PT" + environment.get("FAULTLINE_GUARD_MAX_FAULT_DURATION")),
            PodLimits.none());

    assertThat(new Guard(limits).objection(plan)).isEmpty();
    assertThat(new Guard(GuardLimits.defaults()).objection(plan))
        .as("what it allows is needed")
        .isPresent();
  }

  @Test
  void theShopReachesItsPaymentsThroughTheProxy() {
    Proxy payments = plan.proxies().getFirst();

    assertThat(target.paymentsUrl()).isEqualTo(Optional.of(URI.create(http(payments.listen()))));
    assertThat(payments.listen().getHostString()).isEqualTo("chaos-injector");
    assertThat(payments.upstream())
        .isEqualTo(InetSocketAddress.createUnresolved("sample-target", target.paymentsPort()));
  }

  @Test
  void theLoadGoesToTheShop() {
    assertThat(plan.targets())
        .extracting(Target::location)
        .containsExactly("http://sample-target:" + target.checkoutPort());
  }

  private static String http(InetSocketAddress address) {
    return "http://%s:%d".formatted(address.getHostString(), address.getPort());
  }
}
