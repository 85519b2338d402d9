package dev.faultline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, over all modules: the design's rules, each with its reason. */
class ArchitectureTest {

  private static final JavaClasses FAULTLINE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.faultline");

  private static final String[] SERVICES = {
    "dev.faultline.generator..",
    "dev.faultline.chaos..",
    "dev.faultline.aggregator..",
    "dev.faultline.detector.."
  };

  static List<ArchRule> rules() {
    return List.of(
        classes()
            .that()
            .resideInAPackage("dev.faultline.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "javax.crypto..",
                "dev.faultline.core..",
                "org.HdrHistogram..",
                "org.snakeyaml.engine..")
            .because("the domain is pure: it is tested without a broker and replayed anywhere"),
        slices()
            .matching("dev.faultline.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle between parts of the domain is two names for one thing"),
        classes()
            .that()
            .resideInAPackage("dev.faultline.schemas..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "dev.faultline.core..",
                "dev.faultline.schemas..",
                "org.apache.avro..",
                "org.apache.kafka..")
            .because("the wire format knows the domain and Kafka, and nothing that runs"),
        noClasses()
            .that(
                resideInAPackage("dev.faultline..")
                    .and(not(resideInAPackage("dev.faultline.schemas.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.faultline.schemas.avro..")
            .because("Avro types stop at schemas: a change of the wire format changes one module"),
        oneServiceKnowsNoOther(0),
        oneServiceKnowsNoOther(1),
        oneServiceKnowsNoOther(2),
        oneServiceKnowsNoOther(3),
        noClasses()
            .that()
            .resideInAnyPackage(SERVICES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.faultline.cli..")
            .because("only the command line wires the parts together"),
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.faultline..app..", "dev.faultline.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..")
            .because("frameworks stay at the edge, so that one process can wire the same classes"),
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.faultline.streams..",
                "dev.faultline.aggregator.topology..",
                "dev.faultline.detector.topology..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..")
            .because("a topology is one way to feed the classes that do the work"),
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.faultline.generator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("the network engine is the generator's own affair"),
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.faultline.generator.driver.http..",
                "dev.faultline.generator.driver.websocket..",
                "dev.faultline.generator.observe.callback..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty.handler.codec.http..")
            .because("a protocol is a folder that can be deleted, and so is a way to observe"),
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.faultline.generator.driver.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty.handler.codec.http2..")
            .because("gRPC brings its own HTTP/2, and nobody else has to know what that is"),
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.faultline.generator.driver", "dev.faultline.generator.driver.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.faultline.generator.driver.tls..")
            .because("how a target is spoken to is the drivers' affair"),
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.faultline.generator.driver.grpc..", "dev.faultline.sample..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "com.squareup..")
            .because(
                "a protocol is a folder that can be deleted; the sample target is its other end"),
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.faultline.generator.driver.redis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty.handler.codec.redis..")
            .because("a protocol is a folder that can be deleted"),
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.faultline.generator.driver.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.ongres.scram..")
            .because("only databases are shown a password in that way"),
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.faultline.generator.driver.amqp..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.rabbitmq..")
            .because("a protocol is a folder that can be deleted"),
        noClasses()
            .that()
            .resideInAPackage("dev.faultline.generator.driver..")
            .and()
            .resideOutsideOfPackage("dev.faultline.generator.driver.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("results go to Kafka, but a target that is one is nobody else's affair"),
        classes()
            .that()
            .resideInAPackage("dev.faultline.scenario..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.faultline.scenario..")
            .because("users compile against it, and nothing of ours may come with it"),
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.faultline.scenario..", "dev.faultline.generator.driver.custom..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.faultline.scenario..")
            .because("users' code is executed in one folder, which can be deleted"),
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.faultline.generator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.faultline.generator.driver..")
            .because("what a plan says decides which driver speaks, and nobody else has to know"),
        observerUsesOwnSubscriptionOnly("kafka", "KafkaSubscription"),
        observerUsesOwnSubscriptionOnly("amqp", "AmqpSubscription"),
        observerUsesOwnSubscriptionOnly("redis", "Subscription"),
        observerUsesOwnSubscriptionOnly("callback", "nothing of a driver"),
        noClasses()
            .that()
            .resideInAPackage("dev.faultline.generator.observe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "com.rabbitmq..")
            .because("a broker's library is the driver's affair"),
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.faultline.generator.driver.grpc..",
                "dev.faultline.generator.driver.websocket..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.faultline.generator.driver.http..")
            .because("protocols share the words for failures, and nothing else"),
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.faultline.chaos.driver..", "dev.faultline.chaos", "dev.faultline.chaos.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.faultline.chaos.driver..")
            .because("a driver is a folder that can be deleted; only the wiring names it"),
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.faultline.chaos.driver.kubernetes..", "dev.faultline.chaos.driver.chaosmesh..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..")
            .because("who breaks nothing in a cluster needs none, nor a client of one"),
        noClasses()
            .that(
                resideInAnyPackage(
                    "dev.faultline.detector.detect..",
                    "dev.faultline.detector.baseline..",
                    "dev.faultline.detector.attribution..",
                    "dev.faultline.detector.alert..",
                    "dev.faultline.detector.analysis..",
                    "dev.faultline.detector.verdict..",
                    "dev.faultline.aggregator.window.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.micrometer..", "org.apache.avro..")
            .because("what decides is a pure function of events; Kafka only carries them"),
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.faultline.core..", "dev.faultline.aggregator..", "dev.faultline.detector..")
            .and()
            .resideOutsideOfPackages("dev.faultline.core.time..", "dev.faultline..app..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .because("event time only: the same input gives the same verdict, byte for byte"),
        noClasses()
            .that()
            .resideInAnyPackage("dev.faultline..")
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)")
            .because("such a name hides what the class is for"),
        noClasses()
            .that()
            .resideInAnyPackage(SERVICES)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("services log; the terminal belongs to the command line"));
  }

  private static ArchRule observerUsesOwnSubscriptionOnly(String protocol, String subscription) {
    String drivers = "dev.faultline.generator.driver.";
    return noClasses()
        .that()
        .resideInAPackage("dev.faultline.generator.observe.%s..".formatted(protocol))
        .should()
        .dependOnClassesThat(
            resideInAPackage(drivers + "*..")
                .and(not(resideInAPackage(drivers + "message")))
                .and(not(nameStartingWith(drivers + protocol + "." + subscription))))
        .because("a way to observe is a folder that can be deleted, and so is a protocol");
  }

  private static ArchRule oneServiceKnowsNoOther(int index) {
    String[] others =
        java.util.stream.IntStream.range(0, SERVICES.length)
            .filter(other -> other != index)
            .mapToObj(other -> SERVICES[other])
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(SERVICES[index])
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("services share topics, not code: each is deployed and scaled on its own");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(FAULTLINE);
  }

  @Test
  void looksAtEveryModule() {
    assertThat(FAULTLINE)
        .extracting(type -> type.getPackageName().split("\\.")[2])
        .contains(
            "core", "scenario", "schemas", "generator", "chaos", "aggregator", "detector", "cli");
  }
}
