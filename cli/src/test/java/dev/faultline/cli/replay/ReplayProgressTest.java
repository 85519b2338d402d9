package dev.faultline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {

  private final StringWriter out = new StringWriter();

  @Test
  void movesABarOnATerminalAndLeavesTheLineClean() {
    ReplayProgress progress = new ReplayProgress(new PrintWriter(out), true, 200);
    progress.reached(0);
    progress.reached(100);
    progress.reached(101);
    progress.reached(200);
    progress.end();

    assertThat(out.toString().split("\r"))
        .containsExactly(
            "",
            "[------------------------------]   0 %",
            "[###############---------------]  50 %",
            "[##############################] 100 %",
            " ".repeat(38));
  }

  @Test
  void saysNothingElsewhere() {
    ReplayProgress progress = new ReplayProgress(new PrintWriter(out), false, 200);
    progress.reached(100);
    progress.end();

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void moreThanExpectedIsStillAHundredPercent() {
    ReplayProgress progress = new ReplayProgress(new PrintWriter(out), true, 10);
    progress.reached(11);

    assertThat(out.toString()).endsWith("] 100 %");
  }

  @Test
  void nothingExpectedIsNoReasonToFail() {
    ReplayProgress progress = new ReplayProgress(new PrintWriter(out), true, 0);
    progress.reached(3);

    assertThat(out.toString()).endsWith("]   0 %");
  }
}
