package dev.faultline.generator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmTest {

  private final HandTurnedLoop loop = new HandTurnedLoop(0);
  private final List<Long> rung = new ArrayList<>();
  private final Alarm alarm = new Alarm(loop, () -> rung.add(loop.nowMicros()));

  @Test
  void ringsOnceAtTheEarliestTime() {
    alarm.set(300);
    alarm.set(100);
    alarm.set(200);
    loop.runToTheEnd();

    assertThat(rung).containsExactly(100L);
  }

  @Test
  void canBeSetAgainToATimeThatAnEarlierOneHadReplaced() {
    alarm.set(300);
    alarm.set(100);
    loop.runUntil(100);
    alarm.set(300);
    loop.runToTheEnd();

    assertThat(rung).containsExactly(100L, 300L);
  }
}
