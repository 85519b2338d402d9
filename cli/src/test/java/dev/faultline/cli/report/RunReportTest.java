package dev.faultline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faultline.cli.run.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunReportTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {RunReport.SUMMARY, RunReport.MARKDOWN, RunReport.JUNIT})
  void whatARunLeavesIsKnownByteForByte(String file) throws IOException {
    RunReport.write(folder, SampleRun.demo(), 99);

    try (InputStream golden = getClass().getResourceAsStream(file)) {
      assertThat(Files.readString(folder.resolve(file)))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theSameRecordGivesTheSameBytes() throws IOException {
    RunReport.write(folder.resolve("a"), SampleRun.demo(), 99);
    RunReport.write(folder.resolve("b"), SampleRun.demo(), 99);

    for (String file :
        new String[] {RunReport.SUMMARY, RunReport.PAGE, RunReport.MARKDOWN, RunReport.JUNIT}) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
  }

  @Test
  void whatIsNotKnownIsNullAndNotNothing() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(summary(SampleRun.neverStarted(), 3));

    assertThat(json.get("verdict").isNull()).isTrue();
    assertThat(json.get("exitCode").asInt()).isEqualTo(3);
    assertThat(json.at("/reasons/0").asText()).contains("port 18082 is taken");
    assertThat(json.at("/run/started").isNull()).isTrue();
    assertThat(json.at("/totals/due").isNull()).isTrue();
    assertThat(json.at("/totals/errorRate").isNull()).isTrue();
    assertThat(json.at("/steps/0/responseTimeMillis").isNull()).isTrue();
    assertThat(json.at("/faults/0/phase").isNull()).isTrue();
    assertThat(json.has("planted")).isFalse();
  }

  @Test
  void anAbortedRunSaysSo() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(summary(SampleRun.aborted(), 105));

    assertThat(json.get("aborted").asBoolean()).isTrue();
    assertThat(json.at("/run/seconds").asDouble()).isEqualTo(25);
    assertThat(json.at("/faults/0/phase").asText()).isEqualTo("ABORTED");
    assertThat(json.at("/faults/0/effect").isNull()).isTrue();
  }

  private String summary(RunRecord run, int exitCode) throws IOException {
    RunReport.write(folder, run, exitCode);
    return Files.readString(folder.resolve(RunReport.SUMMARY));
  }
}
