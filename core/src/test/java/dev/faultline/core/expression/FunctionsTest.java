package dev.faultline.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.secret.Secret;
import dev.faultline.core.secret.SecretValues;
import dev.faultline.core.yaml.Mistake;
import dev.faultline.core.yaml.Mistakes;
import dev.faultline.core.yaml.Placeholders;
import dev.faultline.core.yaml.YamlDocument;
import dev.faultline.core.yaml.YamlNode;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsTest {

  private static final long NOW_MICROS = 1_763_712_000_045_678L;
  private static final Secret KEY = new Secret("key", new Secret.Source.Environment("KEY"));
  private static final Secret EMPTY = new Secret("empty", new Secret.Source.InFile("empty"));
  private static final ValueSource SOURCE = source(1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "${sequence()} | 11",
        "${timestamp(ms)} | 1763712000045",
        "${timestamp(iso)} | 2025-11-21T08:00:00.045Z",
        "${random(5, 5)} | 5",
        "${ sha256( 'abc' ) } | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "${hmac(secret.key, 'The quick brown fox jumps over the lazy dog')}"
            + " | f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
        "${hmac(secret.empty, '')} | b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad",
        "${hmac('key', secret)} | ${hmac(secret.key, 's3')}",
        "${hmac(secret.key, secret)} | ${hmac(secret.key, 's3')}",
        "a-${secret.key} | a-key",
        "${sha256(secret.key)} | ${sha256('key')}",
        "${pick('a', 1)}${pick(secret, 0.5)} | as3",
        "$${uuid()} | $${uuid()}",
      })
  void makesValues(String written, String expected) {
    assertThat(fill(written)).isEqualTo(fill(expected));
  }

  @Test
  void uuidsAreRandomOnesAndNeverTheSame() {
    Set<String> all = new HashSet<>();
    for (long k = 0; k < 1000; k++) {
      Values values = SOURCE.iteration(k);
      for (int i = 0; i < 10; i++) {
        String made = template("${uuid()}").fill(values);
        UUID uuid = UUID.fromString(made);
        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
        all.add(made);
      }
    }
    assertThat(all).hasSize(10_000);
  }

  @Test
  void randomNumbersReachBothEnds() {
    Set<Integer> seen = new HashSet<>();
    for (long k = 0; k < 1000; k++) {
      seen.add(Integer.valueOf(template("${random(-2, 2)}").fill(SOURCE.iteration(k))));
    }
    assertThat(seen).containsExactlyInAnyOrder(-2, -1, 0, 1, 2);
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "8", "9", "32768"})
  void bytesAreAsManyAsWanted(int size) {
    assertThat(Base64.getDecoder().decode(fill("${bytes(" + size + ", base64)}"))).hasSize(size);
    assertThat(fill("${bytes(" + size + ", hex)}")).hasSize(2 * size).matches("[0-9a-f]+");
  }

  @Test
  void picksAsOftenAsTheWeightsSay() {
    Template template = template("${pick('a', 1, 'b', 3, 'c', 6)}");
    Map<String, Integer> counts = new TreeMap<>();
    for (long k = 0; k < 10_000; k++) {
      counts.merge(template.fill(SOURCE.iteration(k)), 1, Integer::sum);
    }
    assertThat(counts.get("a")).isBetween(850, 1150);
    assertThat(counts.get("b")).isBetween(2800, 3200);
    assertThat(counts.get("c")).isBetween(5800, 6200);
  }

  @Test
  void theSameSeedAndNumberGiveTheSameAndOthersDoNot() {
    Template template = template("${uuid()} ${bytes(9, hex)} ${random(1, 1000000000)}");
    String made = template.fill(SOURCE.iteration(3));

    assertThat(template.fill(SOURCE.iteration(3))).isEqualTo(made);
    assertThat(template.fill(SOURCE.iteration(4))).isNotEqualTo(made);
    assertThat(template.fill(source(2).iteration(3))).isNotEqualTo(made);
  }

  @Test
  void waysDoNotDisturbEachOther() {
    Template template = template("${uuid()}");
    Values first = SOURCE.iteration(0);
    Values left = first.onWay();
    Values right = first.onWay();
    String madeLeft = template.fill(left);
    String madeRight = template.fill(right);

    Values second = SOURCE.iteration(0);
    Values otherLeft = second.onWay();
    Values otherRight = second.onWay();
    assertThat(template.fill(otherRight)).isEqualTo(madeRight).isNotEqualTo(madeLeft);
    assertThat(template.fill(otherLeft)).isEqualTo(madeLeft);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "${uid()} | unknown function 'uid'; did you mean 'uuid'?",
        "${uuid(1)} | 'uuid' with other arguments",
        "${random(2, 1)} | 'random' with other arguments",
        "${random(1)} | 'random' with other arguments",
        "${bytes(0, hex)} | 'bytes' with other arguments",
        "${bytes(1048577, hex)} | 'bytes' with other arguments",
        "${bytes(1, octal)} | 'bytes' with other arguments",
        "${pick('a')} | 'pick' with other arguments",
        "${pick('a', 0)} | 'pick' with other arguments",
        "${sha256(secrte)} | unknown name 'secrte'; did you mean 'secret'?",
        "${hmac(secret.key)} | 'hmac' with other arguments",
        "${secret.kye} | unknown name 'secret.kye'; did you mean 'secret.key'?",
        "${sha256('a)} | '${sha256('a)}' is no expression",
        "${sha256('a'} | '${sha256('a'}' is no expression",
        "${a b} | '${a b}' is no expression",
        "${,} | '${,}' is no expression",
      })
  void tellsWhatIsWrong(String written, String problem) {
    Mistakes mistakes = new Mistakes();

    assertThat(read(written, mistakes)).isEmpty();
    assertThat(mistakes.inOrder()).extracting(Mistake::problem).containsExactly(problem);
  }

  @Test
  void knowsWhichSecretsItTakes() {
    assertThat(template("${pick(secret.empty, 1)} ${sha256(secret.key)}").secrets())
        .containsExactly(EMPTY, KEY);
    assertThat(template("${hmac(secret.key, secret.empty)}").secrets()).containsExactly(KEY, EMPTY);
    assertThat(template("${uuid()}").secrets()).isEmpty();
  }

  private static ValueSource source(long seed) {
    return new ValueSource(
        0,
        seed,
        List.of(),
        Slice.WHOLE,
        () -> NOW_MICROS,
        new SecretValues(Map.of(KEY, "key", EMPTY, "")));
  }

  private static String fill(String written) {
    return template(written).fill(SOURCE.iteration(10));
  }

  private static Template template(String written) {
    Mistakes mistakes = new Mistakes();
    return read(written, mistakes)
        .orElseThrow(() -> new AssertionError(mistakes.inOrder().toString()));
  }

  private static Optional<Template> read(String written, Mistakes mistakes) {
    Placeholders parameters = new Placeholders();
    parameters.define("secret", Optional.of("s3"));
    YamlNode node =
        YamlDocument.read("the text", "\"%s\"".formatted(written), mistakes, parameters)
            .orElseThrow();
    Scope scope =
        new Scope(List.of(), List.of()).withSecrets(List.of(KEY, EMPTY), List.of("key", "empty"));
    return new TemplateReader(scope, false).read(node, "a text");
  }
}
