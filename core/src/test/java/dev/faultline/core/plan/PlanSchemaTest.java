package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlanSchemaTest {

  @Test
  void thePublishedSchemaIsWhatTheReadersTake() throws IOException {
    String published = Files.readString(Path.of("..", "docs", "plan.schema.json"));

    assertThat(published)
        .as("docs/plan.schema.json; write it anew: ./faultline schema > docs/plan.schema.json")
        .isEqualTo(PlanSchema.json());
  }
}
