package dev.faultline.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.delivery.Seen.Look;
import org.junit.jupiter.api.Test;

class SeenTest {

  private static final int MANY = 3 * Seen.PAGE;

  @Test
  void knowsEachOfManyEventsAgain() {
    Seen seen = begun(MANY, 1);
    for (long number = 0; number < MANY; number++) {
      if (number / Seen.PAGE == 2) {
        assertThat(seen.see(number)).isEqualTo(Look.FIRST);
        assertThat(seen.see(number)).isEqualTo(Look.AGAIN);
      }
    }
    assertThat(seen.see(MANY - 1)).isEqualTo(Look.AGAIN);
  }

  @Test
  void pagesOfWhichAllWereSeenTakeNoRoom() {
    Seen seen = new Seen(1);
    for (long number = 0; number < MANY; number++) {
      seen.begin(number);
      assertThat(seen.see(number)).isEqualTo(Look.FIRST);
    }
    assertThat(seen.see(0)).isEqualTo(Look.AGAIN);
  }

  @Test
  void forgetsTheOldestOfTooManyThatWereNotSeen() {
    Seen seen = begun(MANY, 2);

    assertThat(seen.see(0)).isEqualTo(Look.UNKNOWN);
    assertThat(seen.see(Seen.PAGE)).isEqualTo(Look.FIRST);
  }

  @Test
  void knowsNothingOfEventsThatWereNeverBegun() {
    Seen seen = begun(3, 1);

    assertThat(seen.see(3)).isEqualTo(Look.UNKNOWN);
    assertThat(seen.see(-1)).isEqualTo(Look.UNKNOWN);
  }

  private static Seen begun(int events, int maxPages) {
    Seen seen = new Seen(maxPages);
    for (long number = 0; number < events; number++) {
      seen.begin(number);
    }
    return seen;
  }
}
