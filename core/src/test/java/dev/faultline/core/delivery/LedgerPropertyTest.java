package dev.faultline.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.delivery.LedgerPropertyTest.Deed.Acknowledged;
import dev.faultline.core.delivery.LedgerPropertyTest.Deed.Failed;
import dev.faultline.core.delivery.LedgerPropertyTest.Deed.Publish;
import dev.faultline.core.delivery.LedgerPropertyTest.Deed.Saw;
import dev.faultline.core.delivery.Told.What;
import dev.faultline.core.delivery.Told.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The ledger against the definitions, which look at all that has happened. */
class LedgerPropertyTest {

  private static final long WITHIN = 1000;
  private static final int DEEDS = 150;

  /** Something that happens, at a time. */
  sealed interface Deed {

    record Publish(String key, long atMicros) implements Deed {}

    record Acknowledged(int number, long atMicros) implements Deed {}

    record Failed(int number, long atMicros) implements Deed {}

    record Saw(int number, long atMicros) implements Deed {}
  }

  @Property
  void tellsOfEachEventWhatTheDefinitionsSay(@ForAll long seed) {
    List<Deed> deeds = deeds(new Random(seed));
    Told told = new Told();
    Ledger ledger = new Ledger(WITHIN, Integer.MAX_VALUE, told);
    deeds.forEach(deed -> play(deed, ledger));
    ledger.passTo(Long.MAX_VALUE);

    assertThat(told.words()).containsExactlyInAnyOrderElementsOf(byDefinition(deeds));
    assertThat(ledger.awaited()).isZero();
  }

  /** Whoever says that all before a time was told does not say so in vain. */
  @Property
  void tellsNothingOfATimeThatHasPassed(@ForAll long seed) {
    Told told = new Told();
    Ledger ledger = new Ledger(WITHIN, Integer.MAX_VALUE, told);
    long passed = 0;
    int before = 0;
    for (Deed deed : deeds(new Random(seed))) {
      play(deed, ledger);
      for (Word word : told.words().subList(before, told.words().size())) {
        assertThat(word.atMicros()).isGreaterThanOrEqualTo(passed);
      }
      before = told.words().size();
      passed = at(deed);
    }
  }

  private static void play(Deed deed, Ledger ledger) {
    switch (deed) {
      case Publish(String key, long at) when key.isEmpty() -> ledger.publish(at, at);
      case Publish(String key, long at) -> ledger.publish(key, at, at);
      case Acknowledged(int number, long at) -> ledger.acknowledged(number, at);
      case Failed(int number, long at) -> ledger.failed(number, at);
      case Saw(int number, long at) -> ledger.seen(number, at);
    }
  }

  private static long at(Deed deed) {
    return switch (deed) {
      case Publish(String _, long at) -> at;
      case Acknowledged(int _, long at) -> at;
      case Failed(int _, long at) -> at;
      case Saw(int _, long at) -> at;
    };
  }

  private static List<Deed> deeds(Random random) {
    List<Deed> deeds = new ArrayList<>();
    List<Integer> inFlight = new ArrayList<>();
    int published = 0;
    long at = 1;
    while (deeds.size() < DEEDS) {
      at += random.nextInt(10) == 0 ? random.nextInt(2000) : random.nextInt(60);
      int chance = random.nextInt(10);
      if (chance < 4 || published == 0) {
        deeds.add(new Publish(List.of("a", "b", "").get(random.nextInt(3)), at));
        inFlight.add(published);
        published++;
      } else if (chance < 6 && !inFlight.isEmpty()) {
        int ended = inFlight.remove(random.nextInt(inFlight.size()));
        deeds.add(random.nextInt(5) == 0 ? new Failed(ended, at) : new Acknowledged(ended, at));
      } else {
        deeds.add(new Saw(Math.max(0, published - 1 - random.nextInt(12)), at));
      }
    }
    return deeds;
  }

  private static List<Word> byDefinition(List<Deed> deeds) {
    List<Integer> publications = indices(deeds, Publish.class);
    List<Word> words = new ArrayList<>();
    for (int number = 0; number < publications.size(); number++) {
      words.addAll(byDefinition(deeds, publications, number));
    }
    return words;
  }

  private static List<Word> byDefinition(List<Deed> deeds, List<Integer> publications, int number) {
    long deadline = at(deeds.get(publications.get(number))) + WITHIN;
    int acknowledged = acknowledged(deeds, number);
    List<Integer> seen = seen(deeds, number);
    boolean inTime = !seen.isEmpty() && at(deeds.get(seen.getFirst())) <= deadline;
    List<Word> words = new ArrayList<>();
    if (!inTime && acknowledged >= 0) {
      words.add(new Word(What.LOST, number, Math.max(deadline, at(deeds.get(acknowledged)))));
    }
    for (int sight : seen) {
      What what = What.DUPLICATED;
      if (sight == seen.getFirst()) {
        boolean outOfOrder =
            acknowledged >= 0 && overtaken(deeds, publications, number, acknowledged, sight);
        what = !inTime ? What.LATE : outOfOrder ? What.OUT_OF_ORDER : What.DELIVERED;
      }
      words.add(new Word(what, number, at(deeds.get(sight))));
    }
    return words;
  }

  /** Whether one of its key was published after it was acknowledged, and seen before it. */
  private static boolean overtaken(
      List<Deed> deeds, List<Integer> publications, int number, int acknowledged, int sight) {
    String key = ((Publish) deeds.get(publications.get(number))).key();
    return !key.isEmpty()
        && IntStream.range(0, publications.size())
            .filter(other -> ((Publish) deeds.get(publications.get(other))).key().equals(key))
            .filter(other -> publications.get(other) > acknowledged)
            .anyMatch(other -> seen(deeds, other).stream().anyMatch(index -> index < sight));
  }

  private static int acknowledged(List<Deed> deeds, int number) {
    return indices(deeds, Acknowledged.class).stream()
        .filter(index -> ((Acknowledged) deeds.get(index)).number() == number)
        .findFirst()
        .orElse(-1);
  }

  private static List<Integer> seen(List<Deed> deeds, int number) {
    return indices(deeds, Saw.class).stream()
        .filter(index -> ((Saw) deeds.get(index)).number() == number)
        .toList();
  }

  private static List<Integer> indices(List<Deed> deeds, Class<? extends Deed> kind) {
    return IntStream.range(0, deeds.size())
        .filter(index -> kind.isInstance(deeds.get(index)))
        .boxed()
        .toList();
  }
}
