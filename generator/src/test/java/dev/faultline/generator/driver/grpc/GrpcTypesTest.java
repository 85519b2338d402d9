package dev.faultline.generator.driver.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanFiles;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanProblem;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.plan.UnreadableFileException;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.PlanSource;
import dev.faultline.generator.scenario.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that the plan itself tells of, to a server that does not. */
class GrpcTypesTest {

  private static final String ECHO =
      """
      syntax = "proto3";
      package test;
      import "texts/text.proto";
      import "google/protobuf/timestamp.proto";
      service Echo {
        rpc Say(Text) returns (Text);
        rpc Listen(Text) returns (stream Text);
        rpc Log(Entry) returns (Text);
      }
      message Entry {
        enum Level { LOW = 0; HIGH = 1; }
        google.protobuf.Timestamp at = 1;
        Level level = 2;
        repeated Text texts = 3;
        map<string, int64> counts = 4;
        bool urgent_one = 5;
        oneof source { string user = 6; int32 device = 7; }
        optional string note = 8;
      }
      """;
  private static final String TEXT =
      """
      syntax = "proto3";
      package test;
      message Text { string text = 1; int32 count = 2; }
      """;

  @TempDir private Path folder;

  @Test
  void protoFilesAndWhatTheyImportWillDo() throws Exception {
    protos();
    try (EchoServer server = EchoServer.telling()) {
      Plan plan = valid(read("protos: [api/echo.proto]", server.port(), SAY));

      assertThat(measure(plan).outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void aDescriptorSetWillDo() throws Exception {
    Files.write(folder.resolve("echo.binpb"), EchoServer.descriptorSet());
    try (EchoServer server = EchoServer.telling()) {
      Plan plan = valid(read("descriptors: echo.binpb", server.port(), SAY));

      assertThat(measure(plan).outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void aSubmittedPlanHoldsTheTypesOfItsFiles() throws Exception {
    protos();
    try (EchoServer server = EchoServer.telling()) {
      PlanSource source = source("protos: [api/echo.proto, api/texts/text.proto]", 1, SAY);
      PlanFiles files = files();
      Plan plan = valid(PlanReader.read(source, files));
      PlanSource submitted = files.into(source);

      assertThat(submitted.yaml()).contains("types: ").doesNotContain("protos:");
      assertThat(valid(PlanReader.read(submitted)).targets()).isEqualTo(plan.targets());
      PlanSource elsewhere =
          new PlanSource(
              "plan.yaml",
              submitted.yaml().replace("127.0.0.1:1\"", "127.0.0.1:" + server.port() + "\""),
              Map.of());
      assertThat(measure(valid(PlanReader.read(elsewhere))).outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void aMessageIsHeldAgainstItsTypeWhereItStands() throws Exception {
    protos();
    assertThat(
            problems(
                "protos: [api/echo.proto]",
                """
                - name: a
                  grpc: { method: test.Eco/Say }
                - name: b
                  grpc: { method: test.Echo/Sai }
                - name: c
                  grpc: { method: test.Echo/Say, message: { txt: a, count: many } }
                - name: d
                  grpc: { method: test.Echo/Listen, messages: [{ text: a }] }
                - name: e
                  grpc:
                    method: test.Echo/Log
                    message:
                      at: 2026-01-02T03:04:05Z
                      level: MIDDLE
                      texts: { text: a }
                      counts: { a: 1, b: x }
                      urgentOne: perhaps
                      device: '${uuid()}'
                      note: [a]
                """))
        .containsExactly(
            "10:25: unknown service 'test.Eco'; did you mean 'test.Echo'?; expected one of test.Echo",
            "12:25: unknown method 'Sai'; did you mean 'Say'?; expected one of Say, Listen, Log",
            "14:51: test.Text has no field 'txt'; did you mean 'text'?;"
                + " expected one of text, count",
            "14:66: 'many' is no int32; expected a number",
            "16:43: 'messages' for 'Listen', which takes one message; expected 'message'",
            "22:20: 'MIDDLE' is no test.Entry.Level; expected one of LOW, HIGH",
            "23:20: 'texts' is repeated; expected a list of test.Text",
            "24:32: 'x' is no int64; expected a number",
            "25:24: 'perhaps' is no bool; expected true or false",
            "27:19: 'note' is a list; expected string");
  }

  @Test
  void everyFormOfAFieldIsTaken() throws Exception {
    protos();
    assertThat(
            problems(
                "protos: [api/echo.proto]",
                """
                - name: a
                  grpc:
                    method: test.Echo/Log
                    message:
                      at: 2026-01-02T03:04:05Z
                      level: 1
                      texts: [{ text: a, count: 0x1f }, {}]
                      counts: { a: 1, b: -2 }
                      urgent_one: true
                      user: me
                      note:
                """))
        .isEmpty();
  }

  @Test
  void filesThatAreMissingOrWrongAreTold() throws Exception {
    protos();
    Files.writeString(folder.resolve("none.proto"), "import \"nowhere.proto\";\n");
    Files.writeString(folder.resolve("broken.proto"), "syntax = \"proto3\";\nmessage {\n");
    Files.writeString(
        folder.resolve("unknown.proto"), "syntax = \"proto3\";\nmessage A { Missing b = 1; }\n");
    Files.writeString(folder.resolve("text.txt"), "hello\n");

    assertThat(problems("protos: [absent.proto]", SAY).getFirst())
        .startsWith("3:42: 'protos': there is no readable file ");
    assertThat(problems("protos: [none.proto]", SAY).getFirst())
        .contains("none.proto imports nowhere.proto, which is in none of ");
    assertThat(problems("protos: [broken.proto]", SAY).getFirst()).contains("broken.proto:2:");
    assertThat(problems("protos: [unknown.proto]", SAY).getFirst())
        .contains("unable to resolve Missing");
    assertThat(problems("descriptors: absent.binpb", SAY).getFirst())
        .startsWith("3:47: 'descriptors': there is no such file; expected a file that protoc");
    assertThat(problems("descriptors: text.txt", SAY).getFirst())
        .startsWith("3:47: 'descriptors': it is no descriptor set, as protoc");
    assertThat(problems("descriptors: text.txt, protos: [a.proto]", SAY))
        .anyMatch(problem -> problem.contains("'protos' beside 'descriptors'; expected one of "));
    assertThat(problems("types: AAAA", SAY))
        .containsExactly("3:41: 'AAAA' is not packed bytes; expected bytes in gzip and Base64");
  }

  private static final String SAY =
      """
      - name: say
        grpc: { method: test.Echo/Say, message: { text: hello } }
        check: { json: { $.text: { equals: hello } } }
      """;

  private void protos() throws IOException {
    Files.createDirectories(folder.resolve("api/texts"));
    Files.writeString(folder.resolve("api/echo.proto"), ECHO);
    Files.writeString(folder.resolve("api/texts/text.proto"), TEXT);
  }

  private List<String> problems(String types, String steps) {
    return switch (read(types, 1, steps)) {
      case PlanOutcome.Valid _ -> List.of();
      case PlanOutcome.Invalid(var problems) ->
          problems.stream().map(GrpcTypesTest::withoutFile).toList();
    };
  }

  private static String withoutFile(PlanProblem problem) {
    return problem.toString().substring(problem.file().length() + 1);
  }

  private PlanOutcome read(String types, int port, String steps) {
    return PlanReader.read(source(types, port, steps), files());
  }

  private PlanSource source(String types, int port, String steps) {
    String yaml =
        """
        name: types
        targets:
          target: { grpc: "127.0.0.1:%d", %s }
        scenarios:
          all:
            target: target
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps:
        %s
        """
            .formatted(port, types, steps.indent(6));
    return new PlanSource(folder.resolve("plan.yaml").toString(), yaml, Map.of());
  }

  private PlanFiles files() {
    return new PlanFiles(
        folder.resolve("plan.yaml").toString(),
        new PlanFiles.Reader() {
          @Override
          public String text(Path file) throws UnreadableFileException {
            throw new UnreadableFileException("not asked for");
          }

          @Override
          public byte[] bytes(Path file) throws UnreadableFileException {
            try {
              return Files.readAllBytes(file);
            } catch (IOException e) {
              throw new UnreadableFileException("there is no such file");
            }
          }
        },
        new ProtoCompiler());
  }

  private static Plan valid(PlanOutcome outcome) {
    return switch (outcome) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private static Measurement measure(Plan plan) throws Exception {
    Target.Grpc target = (Target.Grpc) plan.targets().getFirst();
    try (GrpcClientUnderTest client = new GrpcClientUnderTest(target, 1)) {
      return client.measure(
          client.prepare((Step.Measured) plan.scenarios().getFirst().steps().getFirst()));
    }
  }
}
