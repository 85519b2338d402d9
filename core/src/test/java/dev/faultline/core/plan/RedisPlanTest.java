package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Check;
import dev.faultline.core.check.Condition;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Template;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisPlanTest {

  private static final String TARGET = "targets: { cache: { redis: '127.0.0.1:6379' } }\n";
  private static final String SCENARIO =
      """
      scenarios:
        visit:
          target: cache
          load: { stages: [constant: { rate: 1, duration: 1s }] }
      """;
  private static final Expectation ANYTHING = new Expectation(Statuses.of(0), List.of(), List.of());

  @Test
  void aTargetIsHostAndPortAndADatabase() {
    Plan plan =
        Plans.plan(
            """
            targets:
              shop: { http: 'http://h' }
              one: { redis: 'h:6379' }
              two: { redis: 'h:6379', database: 2 }
            """);

    InetSocketAddress address = InetSocketAddress.createUnresolved("h", 6379);
    assertThat(plan.target("one")).contains(new Target.Redis("one", address, 0));
    assertThat(plan.target("two")).contains(new Target.Redis("two", address, 2));
    assertThat(plan.target("two").orElseThrow().location()).isEqualTo("redis://h:6379/2");
  }

  @Test
  void aCommandIsAListOfWords() {
    assertThat(
            step(
                """
                name: set
                redis: [SET, user:1, "two words", EX, 60]
                timeout: 250ms
                check: { body: { equals: OK } }
                """))
        .isEqualTo(
            new RedisCommand(
                "set",
                List.of("SET", "user:1", "two words", "EX", "60").stream()
                    .map(Template::of)
                    .toList(),
                Duration.ofMillis(250),
                new Expectation(
                    Statuses.of(0),
                    List.of(new Check.Body(new Condition.Equal(Template.of("OK")))),
                    List.of())));
  }

  @Test
  void aMessageIsPublishedAndAwaited() {
    RedisDelivery delivery =
        (RedisDelivery) step("name: tell\nredis: { publish: news, message: '${uuid()}' }\n");

    assertThat(delivery.channel()).isEqualTo("news");
    assertThat(delivery.message().written()).isEqualTo("${uuid()}");
    assertThat(delivery.expectation()).isEqualTo(ANYTHING);
    assertThat(delivery.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | 9:9: 'redis' is empty; expected a list of a command's words",
        "[''] | 9:17: a command without a name; expected a name of a command such as SET",
        "['${uuid()}', x] | 9:17: a command that is not known before;"
            + " expected a name of a command such as SET",
        "[GET, {}] | 9:22: redis[2] is a map; expected a text",
        "{ publish: 'a b' } | 9:27: 'a b' is not a channel;"
            + " expected a name of a channel without blanks",
        "{ publish: a, message: b } | 9:39: a message that is always the same: nobody could tell"
            + " which one has come; expected something in it that no other message has, such as"
            + " ${uuid()}",
        "{ publish: a, message: '${uuid()}', to: b } | 9:52: unknown key 'to' in 'redis';"
            + " expected one of publish, message",
      })
  void tellsEachMistakeInItsPlace(String redis, String problem) {
    assertThat(problems(plan("name: a\nredis: " + redis + "\n"))).contains("plan.yaml:" + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscribe, a",
        "MULTI",
        "BLPOP, q, 0",
        "XREAD, BLOCK, 0, STREAMS, s, $",
        "SELECT, 1"
      })
  void aCommandThatOthersOnTheConnectionWouldFeelIsAMistake(String words) {
    assertThat(problems(plan("name: a\nredis: [" + words + "]\n")))
        .containsExactly(
            "plan.yaml:9:17: '%s' wants the connection for itself, which many requests share; expected a command that is answered at once, and changes nothing for those after it"
                .formatted(words.split(",")[0]));
  }

  @Test
  void readingAStreamWithoutWaitingIsNone() {
    assertThat(step("name: a\nredis: [XREAD, STREAMS, s, 0]\n")).isInstanceOf(RedisCommand.class);
  }

  @Test
  void aRequestOfAnotherProtocolIsAMistake() {
    assertThat(problems(plan("name: a\nrequest: { path: / }\n")))
        .containsExactly(
            "plan.yaml:9:9: a HTTP request to the Redis target 'cache';"
                + " expected 'redis' in its place, or a target of another protocol");
  }

  @Test
  void usersShareAFewConnections() {
    Plan plan =
        Plans.plan(
            TARGET
                + """
                scenarios:
                  visit:
                    target: cache
                    load: { model: closed, stages: [constant: { users: 50, duration: 1s }] }
                    steps: [{ name: get, redis: [GET, k] }]
                """);

    assertThat(plan.scenarios().getFirst().maxConnections()).isEqualTo(16);
  }

  @Test
  void aPasswordIsASecretAndNoToken() {
    assertThat(
            problems(
                """
                targets:
                  shop: { redis: 'h:1', auth: { bearer: it } }
                secrets: { it: { env: IT } }
                """))
        .containsExactly("plan.yaml:2:25: 'bearer' where users have passwords; expected 'basic'");
  }

  private static String plan(String step) {
    return TARGET + SCENARIO + "    steps:\n      -\n" + step.indent(8);
  }

  private static Step step(String yaml) {
    return Plans.plan(plan(yaml)).scenarios().getFirst().steps().getFirst();
  }
}
