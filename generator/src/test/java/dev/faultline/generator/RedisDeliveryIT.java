package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.core.delivery.DeliveryStatus;
import dev.faultline.core.result.RequestResult;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.server.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The plan of docs/delivery.md that listens to a channel, with a relay that publishes to Redis. */
class RedisDeliveryIT {

  @RegisterExtension static final RedisServer redis = new RedisServer();

  private Socket socket;
  private BufferedReader answers;

  @BeforeEach
  void connect() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
    answers =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  @AfterEach
  void disconnect() throws IOException {
    socket.close();
  }

  @Test
  void whatARelayLosesRepeatsAndReordersOnAChannelIsFoundExactly() throws Exception {
    RelayedLoad.findsPlantedFaults(plan(), this::publish);
  }

  @Test
  void theDocumentedPlanFindsEveryEvent() throws Exception {
    RelayedLoad.findsEveryEvent(plan(), this::publish);
  }

  @Test
  void whenTheConnectionIsLostAllThatFollowsIsUnknown() throws Exception {
    AtomicInteger published = new AtomicInteger();
    PlantedFaults relay =
        PlantedFaults.none(
            event -> {
              if (published.incrementAndGet() == 20) {
                String _ =
                    ask("*4\r\n$6\r\nCLIENT\r\n$4\r\nKILL\r\n$4\r\nTYPE\r\n$6\r\npubsub\r\n");
              } else {
                String _ = ask(publication(event));
              }
            });

    List<RequestResult> results = RelayedLoad.load(plan(), relay);

    long unknown = RelayedLoad.count(results, DeliveryStatus.UNKNOWN);
    assertThat(unknown).isGreaterThanOrEqualTo(21);
    assertThat(RelayedLoad.count(results, DeliveryStatus.DELIVERED)).isEqualTo(40 - unknown);
    assertThat(RelayedLoad.count(results, DeliveryStatus.LOST)).isZero();
  }

  @Test
  void aChannelOfAServerThatIsAwayCannotBeObserved() throws Exception {
    String plan = DeliveryDocument.redisPlans().getFirst().replace("127.0.0.1:6379", "127.0.0.1:1");

    assertThatThrownBy(() -> RelayedLoad.findsEveryEvent(plan, this::publish))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessage(
            "target 'cache': channel 'orders.done' of redis://127.0.0.1:1/0 cannot be observed:"
                + " connection-refused");
  }

  private static String plan() throws IOException {
    return DeliveryDocument.redisPlans().getFirst().replace("127.0.0.1:6379", redis.address());
  }

  /** The answer tells how many heard it. */
  private void publish(String event) {
    assertThat(ask(publication(event))).isEqualTo(":1");
  }

  private static String publication(String event) {
    int bytes = event.getBytes(StandardCharsets.UTF_8).length;
    return "*3\r\n$7\r\nPUBLISH\r\n$11\r\norders.done\r\n$%d\r\n%s\r\n".formatted(bytes, event);
  }

  private String ask(String command) {
    try {
      socket.getOutputStream().write(command.getBytes(StandardCharsets.UTF_8));
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
