package dev.faultline.generator.driver.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
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

  /** Whoever ends, in whatever order: with so many users who call again at once it stays even. */
  @Property
  void usersWhoCallAgainAtOnceStayEvenlySpread(
      @ForAll @IntRange(min = 1, max = 8) int connections,
      @ForAll @IntRange(min = 1, max = 8) int callsOnEach,
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 63) Integer> ends) {
    EvenShares shares = new EvenShares(connections);
    List<Integer> calls = new ArrayList<>();
    for (int call = 0; call < connections * callsOnEach; call++) {
      calls.add(call % connections);
      shares.enters(call % connections);
    }
    for (int end : ends) {
      int its = calls.remove(end % calls.size());
      shares.leaves(its);
      assertThat(shares.lastLeftHasRoom()).isTrue();
      shares.enters(shares.lastLeft());
      calls.add(shares.lastLeft());
    }
    for (int connection = 0; connection < connections; connection++) {
      assertThat(Collections.frequency(calls, connection)).isEqualTo(callsOnEach);
    }
  }
}
