package dev.faultline.generator.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void aConnectionThatTheSystemGivesUpIsLostAndNotReset() {
    assertThat(Failure.of(new IOException("recvAddress(..) failed: Connection timed out")))
        .isEqualTo(Failure.CONNECTION_LOST);
    assertThat(Failure.of(new IOException("recvAddress(..) failed: Connection reset by peer")))
        .isEqualTo(Failure.CONNECTION_RESET);
    assertThat(Failure.of(new IOException("recvAddress(..) failed: No route to host")))
        .isEqualTo(Failure.UNREACHABLE);
  }

  @Test
  void oneThatNeverCameAboutIsAnotherMatter() {
    assertThat(Failure.of(new ConnectException("finishConnect(..) failed: Connection timed out")))
        .isEqualTo(Failure.CONNECT_TIMEOUT);
  }
}
