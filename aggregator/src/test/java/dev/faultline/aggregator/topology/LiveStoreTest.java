package dev.faultline.aggregator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schemas.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveStoreTest {

  private static final Codec<String> TEXT =
      new BinaryCodec<>((out, text) -> out.writeUTF(text), in -> in.readUTF());
  private static final Codec<AtomicInteger> COUNT =
      new BinaryCodec<>(
          (out, count) -> out.writeInt(count.get()), in -> new AtomicInteger(in.readInt()));

  private final KeyValueStore<Bytes, byte[]> written =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("counts"), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();
  private final LiveStore<String, AtomicInteger> store = new LiveStore<>(written, TEXT, COUNT);

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void count(String key) {
    store.change(key, unseen -> new AtomicInteger()).incrementAndGet();
  }

  private List<String> written() {
    List<String> entries = new ArrayList<>();
    try (var all = written.all()) {
      all.forEachRemaining(
          entry -> entries.add(TEXT.decode(entry.key.get()) + COUNT.decode(entry.value)));
    }
    return entries;
  }

  @Test
  void nothing_is_written_before_the_commit() {
    count("a");
    count("a");
    store.flush();
    assertThat(written()).isEmpty();

    store.flushCache();

    assertThat(written()).containsExactly("a2");
  }

  @Test
  void only_what_changed_is_written_again() {
    count("a");
    count("b");
    store.flushCache();
    written.delete(Bytes.wrap(TEXT.encode("a")));
    count("b");

    store.flushCache();

    assertThat(written()).containsExactly("b2");
  }

  @Test
  void what_is_removed_is_deleted_at_the_commit() {
    count("a");
    count("b");
    count("c");
    store.flushCache();
    store.remove("a");
    store.removeIf((key, count) -> key.equals("b"));
    assertThat(written()).hasSize(3);

    store.flushCache();

    assertThat(written()).containsExactly("c1");
  }

  @Test
  void what_was_not_committed_is_forgotten_and_the_rest_read_back() {
    count("a");
    store.flushCache();
    count("a");
    count("b");

    store.clearCache();

    assertThat(store.contains("b")).isFalse();
    count("a");
    store.flushCache();
    assertThat(written()).containsExactly("a2");
  }
}
