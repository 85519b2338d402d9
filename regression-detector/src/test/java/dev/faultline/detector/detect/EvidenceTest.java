package dev.faultline.detector.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceTest {

  private final Evidence evidence = new Evidence(new Proof(4, 2));

  @Test
  void isProofWhenItOutweighsWhatSpeaksAgainstIt() {
    play("WWHWWW");
    assertThat(evidence.proven()).isFalse();

    play("W");
    assertThat(evidence.proven()).isTrue();
    assertThat(evidence.sinceMicros()).as("the sum was last 0 before window 3").isEqualTo(3);
  }

  @Test
  void aGapInALongStretchDoesNotMoveItsBegin() {
    play("WWWHWWW");

    assertThat(evidence.proven()).isTrue();
    assertThat(evidence.sinceMicros()).isZero();
  }

  @Test
  void whatIsForgottenDoesNotCountForTheWorst() {
    evidence.add(new Observation(0, 1, 1000));
    evidence.subtract();
    evidence.add(new Observation(1, 2, 5));
    evidence.add(new Observation(2, 3, 7));

    assertThat(evidence.worst()).isEqualTo(7);
  }

  private long now;

  private void play(String windows) {
    for (int i = 0; i < windows.length(); i++) {
      if (windows.charAt(i) == 'W') {
        evidence.add(new Observation(now, now + 1, 1));
      } else {
        evidence.subtract();
      }
      now++;
    }
  }
}
