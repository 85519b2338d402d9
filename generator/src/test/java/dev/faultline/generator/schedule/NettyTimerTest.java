package dev.faultline.generator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NettyTimerTest {

  private final Clock clock = Clock.system();
  private final List<Throwable> defects = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @EnumSource
  void howeverALoopWaitsTasksRunInTheOrderOfTheirTimesAndNeverBefore(Idle idle) throws Exception {
    try (EventLoops loops = new EventLoops(1, clock, idle, defects::add)) {
      EventLoops.Loop loop = loops.next();
      LoopTimer timer = loop.timer();
      List<Long> ran = new CopyOnWriteArrayList<>();
      CompletableFuture<Void> last = new CompletableFuture<>();
      // Nothing runs before all are set, however long this process is paused.
      loop.eventLoop()
          .execute(
              () -> {
                long begin = clock.epochMicros();
                timer.at(begin + 600_000, () -> last.complete(null));
                for (long after = 400_000; after > 0; after -= 100_000) {
                  long due = begin + after;
                  timer.at(
                      due,
                      () -> {
                        assertThat(timer.nowMicros()).isGreaterThanOrEqualTo(due);
                        ran.add(due);
                      });
                }
              });
      last.get(30, TimeUnit.SECONDS);
      assertThat(ran).hasSize(4).isSorted();
    }
    assertThat(defects).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatThrowsIsADefectAndTheLoopGoesOn(Idle idle) throws Exception {
    try (EventLoops loops = new EventLoops(1, clock, idle, defects::add)) {
      LoopTimer timer = loops.next().timer();
      CompletableFuture<Void> last = new CompletableFuture<>();
      long begin = clock.epochMicros();
      timer.at(
          begin + 1,
          () -> {
            throw new IllegalStateException("a defect");
          });
      timer.at(begin + 2_000, () -> last.complete(null));
      last.get(10, TimeUnit.SECONDS);
    }
    assertThat(defects).singleElement().isInstanceOf(IllegalStateException.class);
  }
}
