package dev.faultline.aggregator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.run.RunId;
import dev.faultline.core.window.Series;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SeriesNamePropertyTest {

  private static final RunId RUN = RunId.parse("0198e4a1-7c00-7000-8000-000000000001");

  @Example
  void namesOfPlansStayAsTheyAre() {
    assertThat(SeriesName.of(new Series(RUN, "check-out_2.0", "place-order")))
        .isEqualTo("check-out_2.0/place-order");
  }

  @Example
  void whatTheFormatHasNoRoomForIsEncoded() {
    assertThat(SeriesName.of(new Series(RUN, "a, b", "50%/µs\n")))
        .isEqualTo("a%2C%20b/50%25%2Fµs%0A");
  }

  @Property
  void aTagIsOneWord(@ForAll("series") Series series) {
    assertThat(SeriesName.of(series)).doesNotContainPattern("[\\s\\p{Z}\\p{C},]");
  }

  @Property
  void differentSeriesHaveDifferentTags(
      @ForAll("series") Series one, @ForAll("series") Series other) {
    assertThat(SeriesName.of(one).equals(SeriesName.of(other))).isEqualTo(one.equals(other));
  }

  @Provide
  Arbitrary<Series> series() {
    Arbitrary<String> name = Arbitraries.strings().withChars("a2C%/, \u2028é").ofMaxLength(4);
    return Combinators.combine(name, name).as((scenario, step) -> new Series(RUN, scenario, step));
  }
}
