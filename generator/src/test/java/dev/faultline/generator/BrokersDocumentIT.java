package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.TargetUnderTest.Reply;
import dev.faultline.testkit.SharedBroker;
import dev.faultline.testkit.server.RabbitServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The plans of the pages about brokers and events do what the pages say. */
class BrokersDocumentIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();
  @RegisterExtension static final RabbitServer rabbit = new RabbitServer();

  private static final Pattern PLAN =
      Pattern.compile("<!-- plan -->\n```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void kafka() throws Exception {
    KafkaTarget kafka = new KafkaTarget(broker.settings());
    kafka.topic("orders", Map.of());
    assertAllWell("kafka.md", "127.0.0.1:9092", kafka.brokers());
  }

  @Test
  void amqp() throws Exception {
    try (AmqpTarget target = new AmqpTarget(rabbit.port())) {
      target.exchange("shop");
      target.queue("orders", Map.of());
      target.bind("orders", "shop");
      assertAllWell("amqp.md", "127.0.0.1:5672", rabbit.address());
    }
  }

  @Test
  void cloudEvents() throws Exception {
    try (TargetUnderTest target = new TargetUnderTest(_ -> Reply.of(202, ""))) {
      assertAllWell("cloudevents.md", "http://127.0.0.1:18080", target.address());
      assertThat(target.asked())
          .allMatch(asked -> asked.headers().toString().contains("network.notifi.lambda.build"));
    }
  }

  private static void assertAllWell(String page, String address, String real) throws Exception {
    String text = Files.readString(Path.of("../docs", page));
    List<String> plans = PLAN.matcher(text).results().map(match -> match.group(1)).toList();
    assertThat(plans).isNotEmpty();
    for (String yaml : plans) {
      Plan plan = ScenarioUnderTest.plan(yaml.replace(address, real));
      try (ScenarioUnderTest scenario = new ScenarioUnderTest(plan, Slice.WHOLE)) {
        scenario.iterate();
        scenario.iterate();
        assertThat(scenario.results()).isNotEmpty();
        assertThat(scenario.results()).extracting(Result::outcome).containsOnly(Outcome.OK);
      }
    }
  }
}
