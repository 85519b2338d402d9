package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Secrets, TLS and credentials, as plans write them. */
class SecurePlanTest {

  private static final String STEPS =
      """
      scenarios:
        s:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          steps:
            - name: a
              request:
                path: /
                headers: { x-signature: "${hmac(secret.key, request.body)}" }
      """;

  private static final Secret KEY = new Secret("key", new Secret.Source.Environment("SHOP_KEY"));

  private static Target target(String yaml) {
    return Plans.plan("secrets: { key: { env: SHOP_KEY } }\n" + yaml + STEPS).targets().getFirst();
  }

  @Test
  void aSecretIsWhereItIs() {
    Plan plan =
        Plans.plan(
            """
            secrets:
              key: { file: /run/secrets/key }
            targets: { shop: { http: 'http://h' } }
            """
                + STEPS);

    assertThat(plan.scenarios().getFirst().script().secrets())
        .containsExactly(new Secret("key", new Secret.Source.InFile("/run/secrets/key")));
  }

  @Test
  void httpsMeansTls() {
    Target.Http target = (Target.Http) target("targets: { shop: { http: 'https://h' } }\n");

    assertThat(target.base()).hasToString("https://h:443");
    assertThat(target.tls()).contains(Tls.USUAL);
    assertThat(target.credentials()).isEmpty();
  }

  @Test
  void readsAllThatTlsNeeds() {
    Target target =
        target(
            """
            targets:
              shop:
                grpc: h:1
                tls: { ca: ca.pem, certificate: me.pem, key: me.key, serverName: shop.test }
                auth: { bearer: key }
            """
                .replace("grpc: h:1", "http: 'https://h:1'"));

    assertThat(target.tls())
        .contains(
            new Tls(
                new Tls.Trust.Authorities("ca.pem"),
                Optional.of(new Tls.Identity("me.pem", "me.key")),
                Optional.of("shop.test")));
    assertThat(((Target.Http) target).credentials()).contains(new Credentials.Bearer(KEY));
  }

  @Test
  void knowsOfWhichTargetsNobodyChecksWhoAnswers() {
    Plan plan =
        Plans.plan(
            """
            secrets: { key: { env: SHOP_KEY } }
            targets:
              shop: { http: 'https://h', auth: { basic: { user: me, password: key } } }
              other: { http: 'https://h', tls: { insecure: true } }
              third: { grpc: 'h:1', tls: { insecure: true } }
            """
                + STEPS);

    assertThat(plan.uncheckedTargets()).extracting(Target::name).containsExactly("other", "third");
    assertThat(((Target.Http) plan.targets().getFirst()).credentials())
        .contains(new Credentials.Basic("me", KEY));
  }

  @Test
  void grpcSpeaksTlsWhenThePlanSaysSo() {
    String steps = STEPS.replaceFirst("(?s)request:.*", "grpc: { method: a.B/C }\n");
    Plan plan =
        Plans.plan("targets: { shop: { grpc: 'h:1', tls: {} }, b: { grpc: 'h:1' } }\n" + steps);

    assertThat(plan.targets().getFirst().tls()).contains(Tls.USUAL);
    assertThat(plan.targets().getLast().tls()).isEmpty();
  }

  @Test
  void tellsMistakes() {
    assertThat(
            problems(
                """
                secrets:
                  key: { env: 1st, file: x }
                  other: {}
                targets:
                  shop: { http: 'http://h', tls: {}, auth: { bearer: kee } }
                  b: { http: 'https://h', tls: { ca: a, insecure: true, key: k }, auth: {} }
                  c: { http: 'https://h', auth: { basic: { user: 'a:b', password: other } } }
                """
                    + STEPS))
        .containsExactly(
            "plan.yaml:2:15: '1st' is not an environment variable; expected the name of an"
                + " environment variable: letters, digits and _, such as SHOP_TOKEN",
            "plan.yaml:2:20: 'file' beside 'env' in 'key'; expected exactly one of env, file",
            "plan.yaml:3:3: 'other' has none of env, file; expected exactly one of env, file",
            "plan.yaml:5:29: 'tls' for an address without it; expected https:// in its place",
            "plan.yaml:5:54: unknown secret 'kee'; did you mean 'key'?; expected one of key, other",
            "plan.yaml:6:34: 'ca' beside 'insecure: true', with which nothing is checked;"
                + " expected one of the two",
            "plan.yaml:6:57: 'key' without 'certificate'; expected both, or neither of them",
            "plan.yaml:6:67: 'auth' has none of basic, bearer; expected exactly one of basic,"
                + " bearer",
            "plan.yaml:7:50: 'a:b' is not a user's name; expected visible ASCII characters"
                + " without a colon");
  }

  @Test
  void dataCannotBeTakenForSecrets() {
    assertThat(problems("data: { secret: { rows: [{ a: 1 }] } }\n"))
        .contains("plan.yaml:1:9: data named 'secret'; expected another name: that is for secrets");
  }
}
