package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.testkit.server.PostgresServer;
import dev.faultline.testkit.server.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each plan of docs/redis.md and docs/postgresql.md does what it says, with the real ones. */
class DatabasesDocumentIT {

  @RegisterExtension static final RedisServer redis = new RedisServer();
  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  private static final Pattern PLAN =
      Pattern.compile("<!-- plan -->\n```yaml\n(.*?)```", Pattern.DOTALL);
  private static final int ITERATIONS = 3;

  @BeforeAll
  static void createTables() throws IOException {
    postgres.execute(
        """
        create table users (id serial primary key, name text unique, born date);
        create table stock (sku text primary key, items int);
        insert into stock values ('p-1', 1000);
        """);
  }

  static Stream<String> plans() throws IOException {
    return Stream.of(
            Files.readString(Path.of("../docs/redis.md")),
            Files.readString(Path.of("../docs/postgresql.md")))
        .flatMap(page -> PLAN.matcher(page).results().map(match -> match.group(1)));
  }

  @Test
  void thePagesHavePlans() throws IOException {
    assertThat(plans()).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyStepIsAnsweredAsExpected(String yaml) throws Exception {
    String here =
        PatientPlan.of(yaml)
            .replace("127.0.0.1:6379", redis.address())
            .replace("127.0.0.1:5432", postgres.address());
    try (ScenarioUnderTest scenario =
        new ScenarioUnderTest(ScenarioUnderTest.plan(here), Slice.WHOLE)) {
      for (int i = 0; i < ITERATIONS; i++) {
        scenario.iterate();
      }
      assertThat(scenario.results()).hasSizeGreaterThanOrEqualTo(ITERATIONS);
      assertThat(scenario.results()).extracting(Result::outcome).containsOnly(Outcome.OK);
    }
  }
}
