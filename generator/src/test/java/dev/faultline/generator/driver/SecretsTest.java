package dev.faultline.generator.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.core.plan.Credentials;
import dev.faultline.core.secret.Secret;
import dev.faultline.core.secret.SecretValues;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  private static final Secret VARIABLE =
      new Secret("token", new Secret.Source.Environment("SHOP_TOKEN"));

  private final Secrets secrets = new Secrets(Map.of("SHOP_TOKEN", "t0k3n", "EMPTY", ""));

  @TempDir private Path folder;

  private Secret file(String name) {
    return new Secret("token", new Secret.Source.InFile(folder.resolve(name).toString()));
  }

  @Test
  void areFoundWhereThePlanSays() throws Exception {
    Files.writeString(folder.resolve("token"), "of a file\n\n");

    assertThat(secrets.value(VARIABLE)).isEqualTo("t0k3n");
    assertThat(secrets.value(file("token"))).isEqualTo("of a file\n");
  }

  @Test
  void areReadAnewEachTime() throws Exception {
    Files.writeString(folder.resolve("token"), "old\r\n");
    assertThat(secrets.value(file("token"))).isEqualTo("old");

    Files.writeString(folder.resolve("token"), "new");
    assertThat(secrets.value(file("token"))).isEqualTo("new");
  }

  @Test
  void stayOutOfEveryText() throws Exception {
    SecretValues values = secrets.values(List.of(VARIABLE));

    assertThat(values.value(VARIABLE)).isEqualTo("t0k3n");
    assertThat(values.toString()).isEqualTo("1 secrets");
    assertThat(VARIABLE.toString()).doesNotContain("t0k3n");
  }

  @Test
  void tellWhichIsMissing() throws Exception {
    Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);

    assertMissing(
        new Secret("a", new Secret.Source.Environment("NOT_SET")),
        "secret 'a' of the plan, as the generator sees it: the environment variable NOT_SET is not"
            + " set");
    assertMissing(
        new Secret("a", new Secret.Source.Environment("EMPTY")),
        "secret 'a' of the plan, as the generator sees it: it is empty");
    assertMissing(
        file("absent"),
        "secret 'token' of the plan, as the generator sees it: the file %s does not exist"
            .formatted(folder.resolve("absent")));
    assertMissing(
        file("large"),
        "secret 'token' of the plan, as the generator sees it: the file %s has more than 65536 bytes"
            .formatted(folder.resolve("large")));
  }

  @Test
  void becomeTheHeaderThatTheTargetWants() throws Exception {
    assertThat(Authorization.of(Optional.empty(), secrets)).isEmpty();
    assertThat(Authorization.of(Optional.of(new Credentials.Bearer(VARIABLE)), secrets))
        .contains("Bearer t0k3n");
    assertThat(Authorization.of(Optional.of(new Credentials.Basic("me", VARIABLE)), secrets))
        .contains("Basic bWU6dDBrM24=");
  }

  @Test
  void doNotBecomeAHeaderThatWouldBreakTheMessage() {
    Secrets broken = new Secrets(Map.of("SHOP_TOKEN", "a\r\nx-evil: 1"));

    assertThatThrownBy(
            () -> Authorization.of(Optional.of(new Credentials.Bearer(VARIABLE)), broken))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessage(
            "secret 'token' is no bearer token; expected visible ASCII characters without blanks");
  }

  private void assertMissing(Secret secret, String message) {
    assertThatThrownBy(() -> secrets.value(secret))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessage(message);
  }
}
