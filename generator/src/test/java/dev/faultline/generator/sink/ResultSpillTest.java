package dev.faultline.generator.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSpillTest {

  private static final int BLOCKS = 4;

  @TempDir Path folder;
  private ResultSpill spill;

  @BeforeEach
  void create() {
    spill =
        new ResultSpill(
            new SpillSpace(folder.resolve("a/b"), (long) BLOCKS * ResultSpill.BLOCK_BYTES));
  }

  @Test
  void givesBackWhatItTookInOrder() {
    long kept = fillUp();
    assertThat(takeAll()).containsExactlyElementsOf(LongStream.range(0, kept).boxed().toList());
    assertThat(spill.isEmpty()).isTrue();
    assertThat(spill.peek()).isNull();
    assertThat(spill.spilled()).isEqualTo(kept);
  }

  @Test
  void theOldestStaysUntilItIsRemoved() {
    offer(0);
    assertThat(spill.peek()).isSameAs(spill.peek()).isEqualTo(result(0));
    spill.remove();
    assertThat(spill.isEmpty()).isTrue();
  }

  @Test
  void takesAndGivesWithoutEndWithinItsBound() {
    long next = 0;
    long expected = 0;
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 1_500; i++) {
        offer(next++);
      }
      for (int i = 0; i < 1_460; i++) {
        assertThat(((RequestResult) spill.peek()).bytesSent()).isEqualTo(expected++);
        spill.remove();
      }
    }
    while (!spill.isEmpty()) {
      assertThat(((RequestResult) spill.peek()).bytesSent()).isEqualTo(expected++);
      spill.remove();
    }
    assertThat(expected).isEqualTo(next);
  }

  @Test
  void refusesWhatExceedsItsBoundAndSaysThatItIsFull() {
    long kept = fillUp();
    assertThat(spill.fill()).isEqualTo(1);
    assertThat(spill.offer(result(kept))).isFalse();
    assertThat(takeAll()).hasSize((int) kept);
    assertThat(spill.fill()).isZero();
    assertThat(spill.offer(result(kept))).isTrue();
  }

  @Test
  void whatFitsInMemoryNeverTouchesTheDisk() {
    offer(0);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftInTheFolderEvenWhileItIsInUse() throws IOException {
    fillUp();
    try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void forgetsAndCountsWhatNobodyWantsAnyMore() {
    long kept = fillUp();
    takeOne();
    assertThat(spill.clear()).isEqualTo(kept - 1);
    assertThat(spill.isEmpty()).isTrue();
    assertThat(spill.clear()).isZero();
    offer(7);
    assertThat(takeOne()).isEqualTo(7);
  }

  @Test
  void refusesWhileTheDiskTakesNothingAndGoesOnAfterwards() throws IOException {
    Path blocked = Files.createFile(folder.resolve("a"));
    long kept = fillUp();
    assertThat(spill.fill()).isEqualTo(1);
    Files.delete(blocked);
    offer(kept);
    assertThat(takeAll()).hasSize((int) kept + 1);
    assertThat(spill.fill()).isZero();
  }

  @Test
  void refusesWhatIsTooLargeForAnyBlock() {
    String error = "x".repeat(ResultSpill.BLOCK_BYTES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spill.offer(result(0, error)))
        .withMessageContaining("too large");
  }

  @Test
  void aSpaceHoldsAtLeastOneBlock() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SpillSpace(folder, 1000));
  }

  private long fillUp() {
    long kept = 0;
    while (spill.offer(result(kept))) {
      kept++;
    }
    return kept;
  }

  private void offer(long number) {
    assertThat(spill.offer(result(number))).isTrue();
  }

  private List<Long> takeAll() {
    List<Long> taken = new ArrayList<>();
    while (!spill.isEmpty()) {
      taken.add(takeOne());
    }
    return taken;
  }

  private long takeOne() {
    long number = ((RequestResult) spill.peek()).bytesSent();
    spill.remove();
    return number;
  }

  private static RequestResult result(long number) {
    return result(number, "e".repeat((int) (number % 300)));
  }

  private static RequestResult result(long number, String error) {
    return new RequestResult(
        new RunId(new UUID(7, 7)),
        0,
        0,
        number + 1,
        "checkout",
        "order",
        9_000,
        500,
        500,
        Outcome.ERROR,
        0,
        error,
        number,
        20);
  }
}
