package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cli.process.FreePorts;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample target of a CI job, from a checkout whose launcher runs this build. */
class SampleTargetScriptIT {

  @TempDir private Path checkout;
  private int port;
  private Script script;

  @BeforeEach
  void aCheckout() throws Exception {
    port = new FreePorts(new Random()).find(1).getFirst();
    script =
        Script.named(
            "sample-target.sh",
            Map.of("RUNNER_TEMP", checkout.toString(), "CHECKOUT_PORT", Integer.toString(port)));
    Script.write(
        checkout.resolve("faultline"),
        "exec '%s/bin/java' -cp '%s' dev.faultline.cli.command.Faultline \"$@\"\n"
            .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
  }

  @Test
  void answersAfterTheStartAndIsGoneAfterTheStop() throws Exception {
    try {
      Script.Result start = script.run("start", checkout.toString(), "--payments-port", "0");

      assertThat(start.code()).as(start.output()).isZero();
      assertThat(health()).isEqualTo(200);
    } finally {
      assertThat(script.run("stop").code()).isZero();
    }
    assertThatThrownBy(this::health).isInstanceOf(ConnectException.class);
    assertThat(script.run("stop").code()).as("stopping twice does no harm").isZero();
  }

  @Test
  void aTargetThatCannotStartSaysWhy() throws Exception {
    Script.Result start = script.run("start", checkout.toString(), "--payments-port", "no");

    assertThat(start.code()).isEqualTo(1);
    assertThat(start.output())
        .contains("the sample target did not start:", "expected a port from 0 to 65535");
  }

  @Test
  void aCommandThatItDoesNotKnowIsAMistake() throws Exception {
    assertThat(script.run("restart"))
        .isEqualTo(
            new Script.Result(
                104, "sample-target.sh: 'restart' is no command; expected start or stop\n"));
  }

  private int health() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI health = URI.create("http://127.0.0.1:" + port + "/health");
      return client
          .send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
