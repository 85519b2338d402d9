package dev.faultline.generator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PromptThreadTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void theKernelKnowsThatTheThreadIsNotToWakeLate() throws Exception {
    assertThat(slackNanosAfter(() -> {})).isGreaterThan(1);
    assertThat(slackNanosAfter(PromptThread::become)).isEqualTo(1);
  }

  private static long slackNanosAfter(Runnable first) throws Exception {
    FutureTask<String> slack =
        new FutureTask<>(
            () -> {
              first.run();
              Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
              return Files.readString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"));
            });
    Thread.ofPlatform().start(slack);
    return Long.parseLong(slack.get().strip());
  }
}
