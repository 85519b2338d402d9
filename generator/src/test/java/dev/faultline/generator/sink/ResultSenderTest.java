package dev.faultline.generator.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSenderTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));

  private final ResultBuffer buffer = new ResultBuffer(1024);
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final List<ShardProgress> settled = new CopyOnWriteArrayList<>();
  private final MockProducer<String, ResultRecord> producer = new RefusingProducer();
  private ResultSpill spill;
  private ResultSender sender;

  /** Refuses as the real one does: at once and on the caller's thread. */
  private final class RefusingProducer extends MockProducer<String, ResultRecord> {
    RefusingProducer() {
      super(
          Cluster.empty(), true, null, new StringSerializer(), Topics.RESULTS.serde().serializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, ResultRecord> message, Callback callback) {
      if (refusals.getAndDecrement() > 0) {
        return refused(callback, new TimeoutException("no room"));
      }
      if (failures.getAndDecrement() > 0) {
        return refused(callback, new RecordTooLargeException("too large"));
      }
      return super.send(message, callback);
    }

    private Future<RecordMetadata> refused(Callback callback, Exception problem) {
      callback.onCompletion(null, problem);
      return CompletableFuture.failedFuture(problem);
    }
  }

  @BeforeEach
  void create(@TempDir Path folder) {
    spill = new ResultSpill(new SpillSpace(folder, ResultSpill.BLOCK_BYTES));
    sender = new ResultSender(buffer, spill, producer, settled::add, Duration.ofSeconds(5));
  }

  @AfterEach
  void close() {
    sender.close();
  }

  @Test
  void sendsEverythingInOrderUnderTheShardsKeyAtItsEventTime() {
    sender.start();
    offer(1, 500);
    await().until(() -> producer.history().size() == 500);
    assertThat(producer.history())
        .extracting(message -> ((RequestResult) message.value()).seq())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 500).boxed().toList());
    assertThat(producer.history()).allMatch(message -> message.key().equals(RUN + "/0"));
    assertThat(producer.history().getFirst().timestamp()).isEqualTo(10);
  }

  @Test
  void triesAgainWhatTheProducerHasNoRoomFor() {
    refusals.set(5);
    sender.start();
    offer(1, 3);
    await().until(() -> producer.history().size() == 3);
    assertThat(sender.lost()).isZero();
    assertThat(refusals).hasNegativeValue();
  }

  @Test
  void keepsWhatThereIsNoRoomForOnDiskAndSendsItInOrderLater() {
    refusals.set(50);
    sender.start();
    offer(1, 1000);
    await().until(() -> buffer.fill() == 0 && spill.spilled() > 0);
    for (long seq = 1001; seq <= 20_000; seq++) {
      long next = seq;
      await().pollDelay(Duration.ZERO).until(() -> buffer.offer(result(next)));
    }
    await().until(() -> producer.history().size() == 20_000);
    assertThat(producer.history())
        .extracting(message -> ((RequestResult) message.value()).seq())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 20_000).boxed().toList());
    assertThat(sender.lost()).isZero();
    assertThat(spill.spilled()).isLessThan(20_000);
    assertThat(spill.fill()).isZero();
  }

  @Test
  void letsTheBufferFillWhenTheDiskIsFullTooAndLosesNothingThatItTook() {
    refusals.set(Integer.MAX_VALUE);
    sender.start();
    long kept = 0;
    while (spill.fill() < 1 || buffer.fill() < 1) {
      if (buffer.offer(result(kept + 1))) {
        kept++;
      }
    }
    long all = kept;
    refusals.set(0);
    await().until(() -> producer.history().size() == all);
    assertThat(producer.history())
        .extracting(message -> ((RequestResult) message.value()).seq())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, all).boxed().toList());
    assertThat(sender.lost()).isZero();
  }

  @Test
  void countsWhatKafkaWillNeverTakeAndGoesOn() {
    failures.set(2);
    sender.start();
    offer(1, 5);
    await().until(() -> producer.history().size() == 3);
    assertThat(sender.lost()).isEqualTo(2);
    assertThat(sender.alive()).isTrue();
  }

  @Test
  void saysWhenAProgressIsAcknowledged() {
    sender.start();
    offer(1, 3);
    buffer.offer(progress(3, false));
    buffer.offer(progress(3, true));
    await().until(() -> settled.size() == 2);
    assertThat(settled).containsExactly(progress(3, false), progress(3, true));
    assertThat(producer.history().getLast().value()).isEqualTo(settled.getLast());
  }

  @Test
  void saysSoOnceAlsoOfAProgressThatIsLost() {
    failures.set(1);
    refusals.set(3);
    buffer.offer(progress(3, true));
    sender.start();
    await().until(() -> sender.lost() == 1);
    sender.close();
    assertThat(settled).containsExactly(progress(3, true));
  }

  @Test
  void sendsTheRestWhenItIsClosed() {
    offer(1, 1000);
    sender.start();
    sender.close();
    assertThat(producer.history()).hasSize(1000);
    assertThat(producer.closed()).isTrue();
    assertThat(sender.alive()).isFalse();
  }

  @Test
  void doesNotWaitForeverForAKafkaThatIsAwayWhenItIsClosed() {
    ResultSender impatient =
        new ResultSender(buffer, spill, producer, settled::add, Duration.ofMillis(50));
    refusals.set(Integer.MAX_VALUE);
    offer(1, 10);
    impatient.start();
    impatient.close();
    assertThat(impatient.alive()).isFalse();
    assertThat(impatient.lost()).isEqualTo(10);
    sender.start();
  }

  /** With a real producer, for it depends on how that reports what it cannot take. */
  @Test
  void keepsTryingWhileKafkaCannotBeReached() throws Exception {
    int nobody;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = unused.getLocalPort();
    }
    KafkaSettings away =
        new KafkaSettings("127.0.0.1:" + nobody, Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, "20"));
    ResultSender patient =
        new ResultSender(
            buffer,
            spill,
            KafkaClients.bulkProducer(away, Topics.RESULTS),
            settled::add,
            Duration.ofMillis(100));
    offer(1, 2);
    patient.start();
    await().during(Duration.ofMillis(500)).until(() -> patient.lost() == 0);
    assertThat(patient.alive()).isTrue();
    assertThat(patient.producerFill()).isBetween(0.0, 1.0);
    patient.close();
    assertThat(patient.lost()).isEqualTo(2);
    sender.start();
  }

  private void offer(long fromSeq, long toSeq) {
    LongStream.rangeClosed(fromSeq, toSeq)
        .forEach(seq -> assertThat(buffer.offer(result(seq))).isTrue());
  }

  private static RequestResult result(long seq) {
    return new RequestResult(
        RUN, 0, 0, seq, "checkout", "order", 9_000, 500, 500, Outcome.OK, 200, "", 10, 20);
  }

  private static ShardProgress progress(long lastSeq, boolean last) {
    return new ShardProgress(
        RUN, 0, 1, 0, lastSeq, 250_000, last, List.of(), GeneratorHealth.PERFECT);
  }
}
