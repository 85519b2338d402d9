package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FaultlineTest {

  private static final Path DEMO = Path.of("..", "plans", "demo.yaml");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void withoutACommandItSaysSo() {
    assertThat(execute()).isEqualTo(104);

    assertThat(err.toString()).isEqualTo("a command is missing\ntry: faultline --help\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          run                                   | Missing required parameter: 'PLAN'
          run a.yaml b.yaml                     | Unmatched argument at index 2: 'b.yaml'
          run a.yaml --fast                     | Unknown option: '--fast'
          run a.yaml --set rate                 | rate
          run a.yaml --bootstrap kafka          | 'kafka' is no address; expected host:port
          run a.yaml --bootstrap kafka:9092,b   | 'kafka:9092,b' is no address; expected host:port
          run a.yaml --metrics-port http        | 'http' is no port; expected a number from 0 to 65535
          run a.yaml --metrics-port 70000       | '70000' is no port
          run ../plans/chaos-mesh.yaml          | fault 'ml-inference-latency' may not touch pods in namespace 'virtengine': none is allowed
          run ../plans/demo.yaml --max-pods 0   | --max-pods-percent must be from 1 to 100 and max-pods at least 1, not 50 and 0
          run ../plans/demo.yaml --max-pods x   | 'x' is not an int
          run ../plans/demo.yaml --bootstrap a:1 --max-pods 1 | --max-pods means nothing with --bootstrap
          plan                                  | Missing required parameter: 'PLAN'
          plan ../plans/demo.yaml --width 5     | --width must be from 10 to 1000, not 5
          replay                                | Missing required parameter: 'RUN'
          export                                | Missing required parameter: 'RUN'
          export a --format csv                 | expected one of [HLOG, HGRM] (case-insensitive) but was 'csv'
          export a --format ,                   | --format names none; expected hlog, hgrm
          runs all                              | Unmatched argument at index 1: 'all'
          validate                              | Missing required parameter: 'PLAN'
          demo --slowdown                       | Unknown option: '--slowdown'
          analyze --current a                   | Missing required option: '--baseline=RUN'
          analyze --threshold -1                | '-1' is no percentage; expected a number such as 10
          explain                               | Unmatched argument at index 0: 'explain'
          """)
  void wrongArgumentsAreNamed(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(104);

    assertThat(err.toString()).contains(message).contains("--help").doesNotContain("Exception");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aPlanThatDoesNotExistIsABadArgument() {
    assertThat(execute("run", "nowhere.yaml", "--out", folder.toString())).isEqualTo(104);

    assertThat(err.toString())
        .isEqualTo(
            "nowhere.yaml:1:1: there is no such file; expected the path of a readable plan\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderIsNoPlan() {
    assertThat(execute("validate", folder.toString())).isEqualTo(104);

    assertThat(err.toString()).startsWith(folder + ":1:1: the file cannot be read");
  }

  @Test
  void everyMistakeInAPlanGetsALineWithItsPlace() throws Exception {
    Path plan = folder.resolve("broken.yaml");
    String broken =
        Files.readString(DEMO)
            .replace("target: shop", "target: shoe")
            .replace("duration: 6s", "duration: soon");
    Files.writeString(plan, broken);

    assertThat(execute("run", plan.toString(), "--out", folder + "/runs")).isEqualTo(104);

    assertThat(err.toString().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).matches(".*broken\\.yaml:\\d+:\\d+: .*; expected .*"))
        .anySatisfy(line -> assertThat(line).contains("shoe"))
        .anySatisfy(line -> assertThat(line).contains("soon"));
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void aPlanWithoutMistakesIsOk() {
    assertThat(execute("validate", DEMO.toString())).isZero();

    assertThat(out.toString()).isEqualTo("ok\n");
  }

  @Test
  void aParameterThatThePlanDoesNotHaveIsAMistake() {
    assertThat(execute("validate", DEMO.toString(), "--set", "rate=5")).isEqualTo(104);

    assertThat(err.toString()).contains("rate");
  }

  @Test
  void aSpeedupThatIsNoneIsAMistake() {
    assertThat(execute("plan", DEMO.toString(), "--speedup", "0.5")).isEqualTo(104);

    assertThat(err.toString())
        .endsWith("'0.5' is not a speedup; expected a number from 1 to 10000 such as 60\n");
  }

  @Test
  void mistakesInAFileThatAPlanNamesAreToldInThatFile() throws Exception {
    Path plan = folder.resolve("replay.yaml");
    Files.writeString(
        plan,
        Files.readString(DEMO)
            .replace("ramp: { from: 20, to: 100, duration: 6s }", "trace: { file: traffic.csv }"));

    assertThat(execute("validate", plan.toString())).isEqualTo(104);
    assertThat(err.toString())
        .contains("'traffic.csv': there is no such file; expected a file beside the plan\n");

    Files.writeString(folder.resolve("traffic.csv"), "0,5\n60,many\n");
    assertThat(execute("validate", plan.toString())).isEqualTo(104);
    assertThat(err.toString())
        .contains(folder.resolve("traffic.csv") + ":2:4: 'many' is not a rate; expected");

    Files.writeString(folder.resolve("traffic.csv"), "0,5\n60,50\n");
    assertThat(execute("validate", plan.toString())).isZero();
  }

  @Test
  void aFolderThatCannotBeMadeIsABadArgument() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(execute("run", DEMO.toString(), "--out", file + "/runs")).isEqualTo(104);

    assertThat(err.toString()).startsWith("--out: the folder '" + file + "/runs' cannot be made\n");
  }

  @Test
  void helpListsTheExitCodes() {
    assertThat(execute("--help")).isZero();

    assertThat(out.toString())
        .contains("demo", "run", "validate", "replay", "export", "runs", "sample-target", "105");
  }

  private int execute(String... arguments) {
    CommandLine command = Faultline.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
