package dev.faultline.generator.driver.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EvenSharesTest {

  @Test
  void whoCallsAgainStaysOnTheConnection() {
    EvenShares shares = new EvenShares(8);
    for (int call = 0; call < 64; call++) {
      shares.enters(call % 8);
    }

    shares.leaves(5);

    assertThat(shares.lastLeft()).isEqualTo(5);
    assertThat(shares.lastLeftHasRoom()).isTrue();
    shares.enters(5);
    assertThat(shares.lastLeftHasRoom()).isFalse();
  }

  @Test
  void callsOneAfterAnotherGoOverAllConnectionsInTurn() {
    EvenShares shares = new EvenShares(8);
    shares.enters(3);
    shares.leaves(3);

    assertThat(shares.lastLeftHasRoom()).isFalse();
  }

  @Test
  void oneConnectionHasThemAll() {
    EvenShares shares = new EvenShares(1);

    assertThat(shares.lastLeftHasRoom()).isTrue();
  }

  @Test
  void aConnectionThatHasMoreThanTheOthersGetsNoneBeforeItsTurn() {
    EvenShares shares = new EvenShares(2);
    shares.enters(0);
    shares.enters(0);
    shares.enters(0);
    shares.enters(1);

    shares.leaves(0);

    assertThat(shares.lastLeftHasRoom()).isFalse();
  }

  /** Whichever connections answer, and however often: none has many more of the calls. */
  @Property
  void aConnectionThatAnswersFasterDoesNotDrawTheCallsToItself(
      @ForAll @IntRange(min = 1, max = 8) int connections,
      @ForAll @IntRange(min = 1, max = 8) int callsOnEach,
      @ForAll @Size(max = 2_000) List<@IntRange(min = 0, max = 63) Integer> ends) {
    EvenShares shares = new EvenShares(connections);
    List<Integer> calls = new ArrayList<>();
    for (int call = 0; call < connections * callsOnEach; call++) {
      calls.add(call % connections);
      shares.enters(call % connections);
    }
    int[] had = new int[connections];
    int turn = 0;
    for (int end : ends) {
      shares.leaves(calls.remove(end % calls.size()));
      int next = shares.lastLeftHasRoom() ? shares.lastLeft() : turn++ % connections;
      shares.enters(next);
      calls.add(next);
      had[next]++;
    }
    // As even as with turns, but for what one may be ahead.
    assertThat(Arrays.stream(had).max().orElseThrow())
        .isLessThanOrEqualTo(ends.size() / connections + 19);
  }
}
