package dev.faultline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.Codec;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerForTests.class)
class ServiceAppIT {

  @TestHTTPResource("/")
  URI root;

  @Inject ProbedService service;
  @Inject MeterRegistry metrics;
  @Inject KafkaSettings kafka;
  @Inject StateDirectory state;

  @AfterEach
  void revive() {
    service.alive.set(true);
  }

  @Test
  void metricsOfTheServiceAndTheJvmAreScraped() throws Exception {
    metrics.counter("faultline.test").increment();

    HttpResponse<String> response = get("metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain")
        .contains("version=0.0.4");
    assertThat(response.body())
        .contains("faultline_test_total 1.0", "jvm_memory_used_bytes", "process_uptime_seconds");
  }

  @Test
  void healthIsTheServices() throws Exception {
    assertThat(get("q/health/live").statusCode()).isEqualTo(200);
    assertThat(get("q/health/ready").body()).contains("probed").contains("UP");

    service.alive.set(false);

    assertThat(get("q/health/live").statusCode()).isEqualTo(503);
    assertThat(get("q/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void topicsExistOnceTheAppHasStarted() throws Exception {
    try (Admin admin = Admin.create(kafka.clientProperties())) {
      assertThat(admin.listTopics().names().get())
          .containsAll(Topics.all().stream().map(topic -> topic.name()).toList());
    }
  }

  @Test
  void configurationReachesThePlainClasses() {
    assertThat(kafka.properties()).containsEntry("client.id", "from-config");
    assertThat(state.path()).isEqualTo(Path.of("state"));
  }

  @Test
  void recordsAreReadWithTheAppsOwnClasses() {
    var progress = new FaultProgress(RunId.create(Clock.system(), new Random(1)), 1, true);
    Codec<FaultRecord> codec = Topics.FAULTS.codec();

    assertThat(codec.decode(codec.encode(progress))).isEqualTo(progress);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(root.resolve(path))
              .header(
                  "accept", "application/openmetrics-text,text/plain;version=0.0.4;q=0.5,*/*;q=0.1")
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
