package dev.faultline.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.SampleRun;
import dev.faultline.core.window.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

  private final FileNames names = new FileNames();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          checkout  | place-order   | checkout.place-order
          v2.1_shop | GET           | v2.1_shop.GET
          a b, c    | x:y*?         | a_b__c.x_y__
          ../../etc | /passwd       | _._.._etc._passwd
          .hidden   | ..            | _hidden._.
          kasse     | überweisen-中 | kasse._berweisen-_
          ''        | ''            | _._
          """)
  void namesAreSafeForAnyFolder(String scenario, String step, String expected) {
    assertThat(name(scenario, step)).isEqualTo(expected);
  }

  @Test
  void aSeriesKeepsItsName() {
    assertThat(name("a", "b")).isEqualTo("a.b");
    assertThat(name("a", "b")).isEqualTo("a.b");
  }

  @Test
  void seriesThatWouldHaveTheSameNameAreNumbered() {
    assertThat(name("a", "b.c")).isEqualTo("a.b.c");
    assertThat(name("a.b", "c")).isEqualTo("a.b.c-2");
    assertThat(name("a.b", "c-2")).isEqualTo("a.b.c-2-2");
    assertThat(name("a/b", "c")).isEqualTo("a_b.c");
    assertThat(name("a b", "c")).isEqualTo("a_b.c-2");
    assertThat(name("a,b", "c")).isEqualTo("a_b.c-3");
  }

  @Test
  void largeAndSmallLettersDoNotMakeADifference() {
    assertThat(name("Pay", "x")).isEqualTo("Pay.x");
    assertThat(name("pay", "X")).isEqualTo("pay.X-2");
  }

  @Test
  void longNamesAreCut() {
    String one = name("s".repeat(300), "t".repeat(300) + "1");
    String other = name("s".repeat(300), "t".repeat(300) + "2");

    assertThat(one).hasSizeLessThan(220);
    assertThat(other).isEqualTo(one + "-2");
  }

  private String name(String scenario, String step) {
    return names.of(new Series(SampleRun.ID, scenario, step));
  }
}
