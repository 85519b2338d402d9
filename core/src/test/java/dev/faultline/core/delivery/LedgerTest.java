package dev.faultline.core.delivery;

import static dev.faultline.core.delivery.Told.What.DELIVERED;
import static dev.faultline.core.delivery.Told.What.DUPLICATED;
import static dev.faultline.core.delivery.Told.What.GIVEN_UP;
import static dev.faultline.core.delivery.Told.What.LATE;
import static dev.faultline.core.delivery.Told.What.LOST;
import static dev.faultline.core.delivery.Told.What.OUT_OF_ORDER;
import static dev.faultline.core.delivery.Told.What.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.delivery.Told.Word;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final long WITHIN = 1000;

  private final Told told = new Told();
  private final Ledger ledger = new Ledger(WITHIN, 100, told);

  @Test
  void anEventThatIsSeenInTimeIsDelivered() {
    long event = published("k", 10);
    ledger.seen(event, 1010);

    assertThat(told.words()).containsExactly(new Word(DELIVERED, 0, 1010));
    assertThat(ledger.awaited()).isZero();
  }

  @Test
  void anEventMayBeSeenBeforeItsPublisherHasAnAnswer() {
    long event = ledger.publish("k", 0, 10);
    ledger.seen(event, 20);
    ledger.acknowledged(event, 30);
    ledger.passTo(5000);

    assertThat(told.words()).containsExactly(new Word(DELIVERED, 0, 20));
  }

  @Test
  void anEventThatIsNotSeenInTimeIsLostAtTheEndOfItsTime() {
    published("k", 10);
    ledger.passTo(1010);
    assertThat(told.words()).isEmpty();

    ledger.passTo(1011);
    assertThat(told.words()).containsExactly(new Word(LOST, 0, 1010));
  }

  @Test
  void anEventThatComesAfterItsTimeIsLostAndLate() {
    long event = published("k", 10);
    ledger.seen(event, 2000);
    ledger.seen(event, 2001);

    assertThat(told.words())
        .containsExactly(
            new Word(LOST, 0, 1010), new Word(LATE, 0, 2000), new Word(DUPLICATED, 0, 2001));
  }

  @Test
  void anEventIsLostOnlyOnceItIsAcknowledged() {
    long event = ledger.publish("k", 0, 10);
    ledger.passTo(5000);
    assertThat(told.words()).isEmpty();

    ledger.acknowledged(event, 6000);
    assertThat(told.words()).containsExactly(new Word(LOST, 0, 6000));
  }

  @Test
  void nothingIsPromisedByAFailedPublication() {
    long lost = ledger.publish("k", 0, 10);
    long arrived = ledger.publish("k", 0, 10);
    ledger.failed(lost, 20);
    ledger.failed(arrived, 20);
    ledger.seen(arrived, 30);
    ledger.seen(arrived, 40);
    ledger.passTo(5000);

    assertThat(told.words())
        .containsExactly(new Word(DELIVERED, 1, 30), new Word(DUPLICATED, 1, 40));
  }

  @Test
  void anEventIsOutOfOrderAfterOneThatWasPublishedWhenItWasAcknowledged() {
    long first = published("k", 10);
    long second = published("k", 20);
    long other = published("other", 30);
    ledger.seen(other, 40);
    ledger.seen(second, 50);
    ledger.seen(first, 60);

    assertThat(told.words())
        .containsExactly(
            new Word(DELIVERED, 2, 40), new Word(DELIVERED, 1, 50), new Word(OUT_OF_ORDER, 0, 60));
  }

  @Test
  void publicationsThatOverlapHaveNoOrder() {
    long first = ledger.publish("k", 0, 10);
    long second = ledger.publish("k", 0, 10);
    ledger.acknowledged(first, 20);
    ledger.acknowledged(second, 20);
    ledger.seen(second, 30);
    ledger.seen(first, 40);

    assertThat(told.words()).extracting(Word::what).containsExactly(DELIVERED, DELIVERED);
  }

  @Test
  void withoutAKeyThereIsNoOrder() {
    long first = ledger.publish(0, 10);
    ledger.acknowledged(first, 11);
    long second = ledger.publish(0, 12);
    ledger.acknowledged(second, 13);
    ledger.seen(second, 30);
    ledger.seen(first, 40);

    assertThat(told.words()).extracting(Word::what).containsExactly(DELIVERED, DELIVERED);
  }

  @Test
  void whatIsGivenUpIsUnknownAndWhatWasNeverPublishedToo() {
    published("k", 10);
    ledger.giveUp(500);
    ledger.seen(77, 600);

    assertThat(told.words())
        .containsExactly(new Word(GIVEN_UP, 0, 500), new Word(UNKNOWN, 77, 600));
    assertThat(ledger.awaited()).isZero();
  }

  @Test
  void eventsBeyondTheLimitAreUnknown() {
    Ledger small = new Ledger(WITHIN, 2, told);
    for (int i = 0; i < 3; i++) {
      small.acknowledged(small.publish(0, 10), 10);
    }
    assertThat(told.words()).containsExactly(new Word(GIVEN_UP, 2, 10));
    assertThat(small.awaited()).isEqualTo(2);
  }

  private long published(String key, long atMicros) {
    long number = ledger.publish(key, atMicros, atMicros);
    ledger.acknowledged(number, atMicros);
    return number;
  }
}
