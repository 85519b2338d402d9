package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.profile.Slice;
import dev.faultline.generator.TargetUnderTest.Asked;
import dev.faultline.generator.TargetUnderTest.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What data and functions make of requests. */
class DataOverHttpTest {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private static final String PLAN =
      """
      name: small
      seed: %d
      targets: { shop: { http: '%s' } }
      data:
        users: { rows: [{ name: ann }, { name: bob }, { name: cid }], order: unique }
      scenarios:
        buy:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          steps:
            - name: order
              request:
                method: POST
                path: /${users.name}/${sequence()}
                headers: { x-hash: '${sha256(request.body)}' }
                body: '{"id": "${uuid()}", "n": ${random(1, 1000000)}, "b": "${bytes(12, base64)}"}'
      """;

  @Test
  void theSameSeedShardAndNumberGiveTheSameRequests() throws Exception {
    List<Asked> first = asked(7, new Slice(1, 2), 4);

    assertThat(asked(7, new Slice(1, 2), 4)).isEqualTo(first);
    assertThat(first).doesNotHaveDuplicates();
    assertThat(asked(8, new Slice(1, 2), 4))
        .extracting(Asked::body)
        .doesNotContainAnyElementsOf(first.stream().map(Asked::body).toList());
    assertThat(asked(7, new Slice(0, 2), 4))
        .extracting(Asked::body)
        .doesNotContainAnyElementsOf(first.stream().map(Asked::body).toList());
  }

  @Test
  void eachShardHasRowsAndNumbersOfItsOwn() throws Exception {
    assertThat(asked(7, new Slice(0, 2), 3))
        .extracting(Asked::path)
        .containsExactly("/ann/1", "/cid/3", "/ann/5");
    assertThat(asked(7, new Slice(1, 2), 3))
        .extracting(Asked::path)
        .containsExactly("/bob/2", "/bob/4", "/bob/6");
  }

  @Test
  void aHeaderMayHashTheBodyThatIsSent() throws Exception {
    Asked asked = asked(7, Slice.WHOLE, 1).getFirst();

    assertThat(asked.body()).containsPattern(UUID);
    assertThat(asked.headers())
        .containsEntry(
            "X-hash",
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(asked.body().getBytes(StandardCharsets.UTF_8))));
  }

  private static List<Asked> asked(int seed, Slice slice, int iterations) throws Exception {
    try (TargetUnderTest target = new TargetUnderTest(_ -> Reply.of(200, ""))) {
      Plan plan = ScenarioUnderTest.plan(PLAN.formatted(seed, target.address()));
      try (ScenarioUnderTest scenario = new ScenarioUnderTest(plan, slice)) {
        for (int i = 0; i < iterations; i++) {
          scenario.iterate();
        }
      }
      // The address of the target is a new one each time.
      return target.asked().stream()
          .map(
              asked ->
                  new Asked(
                      asked.method(),
                      asked.path(),
                      Map.of("X-hash", asked.headers().get("X-hash")),
                      asked.body()))
          .toList();
    }
  }
}
