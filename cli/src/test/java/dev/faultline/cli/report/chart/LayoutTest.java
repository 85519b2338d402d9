package dev.faultline.cli.report.chart;

import static dev.faultline.cli.report.SampleRun.SECOND;
import static dev.faultline.cli.report.SampleRun.START;
import static dev.faultline.cli.report.SampleRun.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.figures.TimeSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

  private static final TimeSpan TEN_SECONDS = new TimeSpan(START, at(10));

  @Test
  void intervalsThatMeetGoToDifferentLanes() {
    Lanes lanes = new Lanes();

    assertThat(lanes.place(new Lanes.Interval(0.1, 0.3))).isZero();
    assertThat(lanes.place(new Lanes.Interval(0.2, 0.4))).isEqualTo(1);
    assertThat(lanes.place(new Lanes.Interval(0.3, 0.5))).isZero();
    assertThat(lanes.count()).isEqualTo(2);
  }

  @Test
  void wordsWithoutRoomOnTheRightEndAtTheEdge() {
    Tag early = new Tag("R1", "EXPLAINED", 0.2, 0.3);
    Tag late = new Tag("R2", "UNEXPLAINED", 0.9, 1);

    assertThat(early.element(0)).asString().contains("x=\"20%\"", "text-anchor=\"start\"");
    assertThat(early.room().to()).isGreaterThan(0.3);
    assertThat(late.element(0)).asString().contains("x=\"100%\"", "text-anchor=\"end\"");
    assertThat(late.room().from()).isLessThan(0.9);
  }

  @Test
  void namesOfLinesKeepApartAndInside() {
    assertThat(LineEnds.apart(new double[] {10, 12, 80}, 100)).containsExactly(10, 23, 80);
    assertThat(LineEnds.apart(new double[] {95, 96, 97}, 100)).containsExactly(74, 87, 100);
    assertThat(LineEnds.apart(new double[] {}, 100)).isEmpty();
  }

  @Test
  void gapsAreWhatTheBucketsLeave() {
    assertThat(Gaps.between(List.of(at(0), at(1), at(4)), SECOND, TEN_SECONDS))
        .containsExactly(new Gaps.Gap(at(2), at(4)), new Gaps.Gap(at(5), at(10)));
    assertThat(Gaps.between(List.of(), SECOND, TEN_SECONDS))
        .containsExactly(new Gaps.Gap(START, at(10)));
    assertThat(Gaps.between(List.of(START), 10 * SECOND, TEN_SECONDS)).isEmpty();
  }

  @Test
  void aLineBreaksWhereThereIsNoDotAndALoneDotIsAsLongAsItsBucket() {
    Line line =
        new Line(
            "p95",
            "p95",
            List.of(new Line.Dot(at(0), 100), new Line.Dot(at(1), 50), new Line.Dot(at(4), 0)),
            SECOND);
    Axes axes =
        new Axes(new TimeScale(TEN_SECONDS), new ValueScale.Linear(25, 4), Double::toString, 200);

    assertThat(line.path(axes))
        .asString()
        .contains("d=\"M50.0 0.0L150.0 100.0M400.0 200.0H500.0\"");
  }
}
