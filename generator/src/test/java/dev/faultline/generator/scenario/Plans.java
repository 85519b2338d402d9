package dev.faultline.generator.scenario;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Step;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small scenarios for tests. */
public final class Plans {

  public static final Duration TIMEOUT = Duration.ofSeconds(2);

  private Plans() {}

  public static LoadProfile constant(double rate, Duration duration) {
    return new LoadProfile.Open(List.of(new Stage.Constant(rate, duration)));
  }

  public static LoadProfile users(Duration thinkTime, UserStage... stages) {
    return new LoadProfile.Closed(List.of(stages), thinkTime);
  }

  public static Scenario scenario(LoadProfile load, int maxInFlight, Step... steps) {
    return new Scenario("checkout", "shop", load, List.of(steps), maxInFlight, 100);
  }

  public static Step request(String name) {
    return request(name, TIMEOUT);
  }

  /** One that is answered, however long this process is paused. */
  public static Step patientRequest(String name) {
    return request(name, Duration.ofSeconds(30));
  }

  private static Step request(String name, Duration timeout) {
    return Step.Request.fixed(
        name, "GET", "/", Map.of(), Optional.empty(), timeout, Expectation.BELOW_400);
  }

  public static Step pause(Duration duration) {
    return new Step.Pause("pause", duration);
  }
}
