package dev.faultline.core.plan;

import dev.faultline.core.secret.Secret;
import dev.faultline.core.yaml.YamlMap;
import java.util.Optional;

/**
 * Reads {@code auth: {basic: {user: name, password: secret}}} or {@code auth: {bearer: secret}},
 * where a secret is the name of one of the plan's.
 */
record CredentialsReader(Section<Secret> secrets) {

  /** What a target says of it; empty when it says nothing, or something that is wrong. */
  Optional<Credentials> read(YamlMap target) {
    return target
        .optional("auth")
        .flatMap(node -> node.map("a map with basic or bearer"))
        .flatMap(this::credentials);
  }

  private Optional<Credentials> credentials(YamlMap map) {
    Optional<Credentials> credentials =
        map.oneOf("basic", "bearer")
            .flatMap(
                kind ->
                    kind.name().equals("basic")
                        ? kind.map("a map with user, password").flatMap(this::basic)
                        : secret(map, "bearer").map(Credentials.Bearer::new));
    return map.build(credentials::get);
  }

  private Optional<Credentials> basic(YamlMap map) {
    Optional<String> user = map.required("user", Formats.USER_NAME);
    Optional<Secret> password = secret(map, "password");
    return map.build(() -> new Credentials.Basic(user.get(), password.get()));
  }

  private Optional<Secret> secret(YamlMap map, String key) {
    return secrets
        .reference(map, key)
        .flatMap(name -> secrets.things().stream().filter(s -> s.name().equals(name)).findFirst());
  }
}
