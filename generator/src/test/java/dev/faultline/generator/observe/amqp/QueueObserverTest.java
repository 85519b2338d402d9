package dev.faultline.generator.observe.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Capture;
import dev.faultline.core.plan.Observation;
import dev.faultline.core.plan.Target;
import dev.faultline.generator.driver.message.Message;
import dev.faultline.generator.scenario.Sights;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class QueueObserverTest {

  private static final Observation.AmqpQueue QUEUE =
      new Observation.AmqpQueue(
          new Target.Amqp(
              "mq",
              InetSocketAddress.createUnresolved("localhost", 1),
              "/",
              Optional.empty(),
              Optional.empty()),
          "done",
          new Capture(0, new Capture.Source.Header("message-id"), Optional.empty()));

  private final List<String> seen = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();
  private CompletableFuture<Void> counted = CompletableFuture.completedFuture(null);
  private boolean blind;

  private final QueueObserver observer =
      new QueueObserver(
          QUEUE,
          new Sights() {
            @Override
            public CompletionStage<Void> seen(List<String> ids) {
              seen.addAll(ids);
              return counted;
            }

            @Override
            public void blinded() {
              blind = true;
            }
          });

  @Test
  void aSecondMessageIsASecondSight() {
    arrive("a", false);
    arrive("a", false);

    assertThat(seen).containsExactly("a", "a");
    assertThat(taken).containsExactly("a", "a");
  }

  @Test
  void whatTheServerHandsOutAgainIsNoSecondSight() {
    arrive("a", false);
    arrive("a", true);

    assertThat(seen).containsExactly("a");
    assertThat(taken).containsExactly("a", "a");
  }

  @Test
  void itIsForgivenOnceForEachTimeThatItCame() {
    arrive("a", false);
    arrive("a", false);
    arrive("a", true);
    arrive("a", true);

    assertThat(seen).containsExactly("a", "a");
  }

  @Test
  void whatIsHandedOutAgainAndDidNotArriveBeforeIsSeen() {
    arrive("a", true);

    assertThat(seen).containsExactly("a");
  }

  @Test
  void aMessageIsTakenOnceItHasBeenCounted() {
    counted = new CompletableFuture<>();
    arrive("a", false);
    assertThat(taken).isEmpty();

    counted.complete(null);
    assertThat(taken).containsExactly("a");
  }

  @Test
  void aMessageThatCannotBeCountedLeavesTheRestUnknown() {
    counted = CompletableFuture.failedFuture(new IllegalStateException());
    arrive("a", false);

    assertThat(taken).isEmpty();
    assertThat(blind).isTrue();
  }

  @Test
  void aMessageWithoutAnIdIsTaken() {
    observer.arrived(new Message(Map.of(), new byte[0], 0, false), () -> taken.add("none"));

    assertThat(seen).isEmpty();
    assertThat(taken).containsExactly("none");
  }

  private void arrive(String id, boolean again) {
    byte[] body = id.getBytes(StandardCharsets.UTF_8);
    observer.arrived(new Message(Map.of("message-id", id), body, 0, again), () -> taken.add(id));
  }
}
