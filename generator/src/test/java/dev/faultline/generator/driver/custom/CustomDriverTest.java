package dev.faultline.generator.driver.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.CustomStep;
import dev.faultline.core.plan.Target;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.channel.DefaultEventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomDriverTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final String WAITS =
      """
      @Override public void execute(Iteration iteration) throws Exception {
        Path folder = Path.of(iteration.settings().get("folder"));
        Files.createTempFile(folder, "begun", "");
        try {
          while (!Files.exists(folder.resolve("go"))) {
            Thread.sleep(2);
          }
        } catch (InterruptedException late) {
          Files.createFile(folder.resolve("interrupted"));
          throw late;
        }
      }
      """;

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Closings closings = new Closings();
  @TempDir private Path folder;

  @AfterEach
  void endLoop() {
    closings.await();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @ParameterizedTest
  @CsvSource({
    "'', OK, ''",
    "'throw new CheckFailedException(\"wrong-total\");', CHECK_FAILED, wrong-total",
    "'throw new IllegalStateException(\"order 17\");', ERROR, illegal-state",
    "'throw new StackOverflowError();', ERROR, stack-overflow",
    "'throw new java.net.ConnectException(\"Connection refused\");', ERROR, connection-refused",
    "'throw new java.net.http.HttpTimeoutException(\"late\");', TIMEOUT, timeout",
    "'Class.forName(\"io.netty.channel.EventLoop\");', ERROR, class-not-found",
  })
  void whatTheCodeDoesIsData(String code, Outcome outcome, String error) throws Exception {
    CustomDriver driver =
        driver(
            "@Override public void execute(Iteration i) throws Exception { %s }".formatted(code));
    Measurement measured = end(send(driver, LONG, Map.of()));
    assertThat(measured.outcome()).isEqualTo(outcome);
    assertThat(measured.error()).isEqualTo(error);
    close(driver);
  }

  @Test
  void itIsToldTheSettingsOfTargetAndStep() throws Exception {
    CustomDriver driver =
        driver(
            """
            @Override public void execute(Iteration i) {
              if (!i.settings().get("of").equals("step") || !i.settings().containsKey("folder")
                  || Thread.currentThread().getContextClassLoader() != getClass().getClassLoader()) {
                throw new CheckFailedException("other");
              }
            }
            """);
    assertThat(end(send(driver, LONG, Map.of("of", Template.of("step")))).outcome())
        .isEqualTo(Outcome.OK);
    close(driver);
  }

  @Test
  void itIsSetUpOnceAndTornDown() throws Exception {
    CustomDriver driver =
        driver(
            """
            private Path log;
            @Override public void setup(Map<String, String> settings) throws Exception {
              log = Files.createFile(Path.of(settings.get("folder"), "log"));
            }
            @Override public void execute(Iteration i) throws Exception {
              Files.writeString(log, "execute ", StandardOpenOption.APPEND);
            }
            @Override public void teardown() throws Exception {
              Files.writeString(log, "teardown", StandardOpenOption.APPEND);
            }
            """);
    end(send(driver, LONG, Map.of()));
    end(send(driver, LONG, Map.of()));
    close(driver);
    assertThat(folder.resolve("log")).hasContent("execute execute teardown");
  }

  @Test
  void whoComesTooLateIsInterrupted() throws Exception {
    CustomDriver driver = driver(WAITS);
    Measurement measured = end(send(driver, SHORT, Map.of()));
    assertThat(measured.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(measured.error()).isEqualTo("timeout");
    await().until(() -> Files.exists(folder.resolve("interrupted")));
    close(driver);
  }

  @Test
  void noMoreAreExecutedAtOnceThanThereArePlaces() throws Exception {
    CustomDriver driver = driver(WAITS);
    List<CompletableFuture<Measurement>> ends = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ends.add(send(driver, LONG, Map.of()));
    }
    await().until(() -> begun() == 2);
    loop.submit(driver::giveUpWaiting).sync();
    assertThat(end(ends.get(2)).error()).isEqualTo("no-connection");
    assertThat(end(ends.get(3)).outcome()).isEqualTo(Outcome.TIMEOUT);
    CompletableFuture<Measurement> waits = send(driver, LONG, Map.of());
    Files.createFile(folder.resolve("go"));
    for (CompletableFuture<Measurement> end : List.of(ends.get(0), ends.get(1), waits)) {
      assertThat(end(end).outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(begun()).isEqualTo(3);
    close(driver);
  }

  @Test
  void aSetupThatFailsOrHangsMakesTheTargetUnusable() throws Exception {
    CustomDriver fails =
        driver(
            "@Override public void setup(Map<String, String> s) { throw new"
                + " IllegalStateException(\"no key\"); } @Override public void execute(Iteration i)"
                + " {}");
    assertThatThrownBy(() -> fails.prepare(step("custom", LONG, Map.of())))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessage(
            "target 'shop': the setup of custom scenario 'custom' failed:"
                + " java.lang.IllegalStateException: no key");
    close(fails);
    CustomDriver hangs =
        driver(
            "@Override public void setup(Map<String, String> s) throws Exception {"
                + " new java.util.concurrent.CountDownLatch(1).await(); }"
                + " @Override public void execute(Iteration i) {}",
            SHORT);
    assertThatThrownBy(() -> hangs.prepare(step("custom", LONG, Map.of())))
        .hasMessageContaining("it takes longer than");
    close(hangs);
  }

  @Test
  void aJarThatIsMissingBrokenOrAnotherIsNotLoaded() throws Exception {
    assertThatThrownBy(() -> ScenarioJar.open(target(Path.of("no.jar"), Optional.empty())))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessage("target 'shop': the jar no.jar does not exist");
    Path text = Files.writeString(folder.resolve("text.jar"), "text");
    assertThatThrownBy(() -> ScenarioJar.open(target(text, Optional.empty())))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> ScenarioJar.open(target(text, Optional.of("0".repeat(64)))))
        .hasMessageEndingWith(
            "is another one than the plan wants; its sha256 is"
                + " 982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1");
  }

  @Test
  void aScenarioThatTheJarDoesNotHaveIsToldBeforeAnyLoad() throws Exception {
    CustomDriver driver = driver("@Override public void execute(Iteration i) {}");
    assertThatThrownBy(() -> driver.prepare(step("costum", LONG, Map.of())))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessageEndingWith("has no scenario 'costum'; did you mean 'custom'?; it has custom");
    close(driver);
  }

  @Test
  void aTypeIsAWord() {
    assertThat(Problem.word(NoSuchElementException.class)).isEqualTo("no-such-element");
    assertThat(Problem.word(IOException.class)).isEqualTo("io");
    assertThat(Problem.word(Exception.class)).isEqualTo("exception");
  }

  private long begun() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("begun")).count();
    }
  }

  private CustomDriver driver(String body) throws Exception {
    return driver(body, LONG);
  }

  private CustomDriver driver(String body, Duration patience) throws Exception {
    Target.Custom target = target(Jars.ofBody(body, folder), Optional.empty());
    return new CustomDriver(
        target, ScenarioJar.open(target), new Places(2), patience, closings, loop, Clock.system());
  }

  private Target.Custom target(Path jar, Optional<String> sha256) {
    return new Target.Custom(
        "shop", jar.toString(), sha256, Map.of("folder", folder.toString(), "of", "target"));
  }

  private static CustomStep step(String scenario, Duration timeout, Map<String, Template> its) {
    return new CustomStep("step", scenario, its, timeout, Expectation.status(0));
  }

  private CompletableFuture<Measurement> send(
      CustomDriver driver, Duration timeout, Map<String, Template> settings) throws Exception {
    PreparedRequest request = driver.prepare(step("custom", timeout, settings));
    Values values = Values.fresh();
    CompletableFuture<Measurement> ended = new CompletableFuture<>();
    loop.execute(() -> request.send(values, ended::complete));
    return ended;
  }

  private static Measurement end(CompletableFuture<Measurement> ended) throws Exception {
    return ended.get(20, TimeUnit.SECONDS);
  }

  private void close(CustomDriver driver) throws Exception {
    loop.submit(driver::close).sync();
    closings.await();
  }
}
