package dev.faultline.bench.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Users who each send a request on a connection of their own as soon as the last one is answered.
 * The system properties {@code port}, {@code users} and {@code seconds} say where, how many and for
 * how long.
 */
public final class ClosedSimulation extends Simulation {

  /** What Gatling creates. */
  public ClosedSimulation() {
    int port = Integer.getInteger("port");
    int users = Integer.getInteger("users");
    Duration atMost = Duration.ofSeconds(Integer.getInteger("seconds"));
    setUp(
            scenario("closed")
                .forever()
                .on(exec(http("get").get("/").check(status().is(200))))
                .injectOpen(atOnceUsers(users)))
        .protocols(http.baseUrl("http://127.0.0.1:" + port))
        .maxDuration(atMost);
  }
}
