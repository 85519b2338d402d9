package dev.faultline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schemas.Examples.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CodecConcurrencyTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 100;

  private final List<Example<?>> examples = List.copyOf(Examples.all().values());
  private final List<byte[]> expected = examples.stream().map(Example::encode).toList();

  @Test
  void threadsThatShareACodecDoNotDisturbEachOther() throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Callable<Void> work =
        () -> {
          start.await();
          for (int round = 0; round < ROUNDS; round++) {
            roundTripAll();
          }
          return null;
        };

    List<Future<Void>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        results.add(threads.submit(work));
      }
    }

    for (Future<Void> result : results) {
      result.get();
    }
  }

  private void roundTripAll() {
    for (int i = 0; i < examples.size(); i++) {
      Example<?> example = examples.get(i);
      assertThat(example.encode()).isEqualTo(expected.get(i));
      assertThat((Object) example.topic().codec().decode(expected.get(i)))
          .isEqualTo(example.value());
    }
  }
}
