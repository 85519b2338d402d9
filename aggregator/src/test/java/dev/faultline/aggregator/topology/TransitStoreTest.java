package dev.faultline.aggregator.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransitStoreTest {

  private final KeyValueStore<Bytes, byte[]> written =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("transit"), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();
  private final List<String> decoded = new ArrayList<>();
  private final TransitStore<String> store = over(written);

  private TransitStore<String> over(KeyValueStore<Bytes, byte[]> itsWritten) {
    return new TransitStore<>(
        itsWritten,
        bytes -> {
          decoded.add(new String(bytes, UTF_8));
          return decoded.getLast();
        });
  }

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void put(String value) {
    store.put(key(value), value, value.getBytes(UTF_8));
  }

  private static Bytes key(String text) {
    return Bytes.wrap(text.getBytes(UTF_8));
  }

  private List<String> remove(String first, String last) {
    return store.remove(key(first), key(last)).stream().map(Supplier::get).toList();
  }

  private List<String> writtenKeys() {
    List<String> keys = new ArrayList<>();
    try (var all = written.all()) {
      all.forEachRemaining(entry -> keys.add(new String(entry.key.get(), UTF_8)));
    }
    return keys;
  }

  @Test
  void what_comes_and_goes_between_two_commits_is_neither_written_nor_decoded() {
    put("a");
    put("b");

    assertThat(remove("a", "b")).containsExactly("a", "b");

    store.flushCache();
    assertThat(writtenKeys()).isEmpty();
    assertThat(decoded).isEmpty();
  }

  @Test
  void what_a_commit_finds_is_written_and_is_there_for_whoever_goes_on() {
    put("a");
    put("b");
    store.flushCache();

    assertThat(writtenKeys()).containsExactly("a", "b");
    assertThat(over(written).remove(key("b"), key("c")).stream().map(Supplier::get))
        .containsExactly("b");
    assertThat(writtenKeys()).containsExactly("a");
  }

  @Test
  void values_come_in_the_order_of_their_keys_written_or_not() {
    put("b");
    put("d");
    store.flushCache();
    put("a");
    put("c");
    put("e");

    assertThat(remove("a", "d")).containsExactly("a", "b", "c", "d");
    assertThat(store.size()).isEqualTo(1);
    assertThat(remove("a", "z")).containsExactly("e");
    assertThat(store.size()).isZero();
  }

  @Test
  void what_is_written_is_decoded_only_when_it_is_asked_for() {
    put("a");
    put("b");
    store.flushCache();

    List<Supplier<String>> removed = store.remove(key("a"), key("b"));
    assertThat(decoded).isEmpty();
    assertThat(removed.getLast().get()).isEqualTo("b");
    assertThat(decoded).containsExactly("b");
  }

  @Test
  void what_no_commit_has_seen_is_forgotten_with_the_task() {
    put("a");
    store.flushCache();
    put("b");

    store.clearCache();

    assertThat(remove("a", "z")).containsExactly("a");
  }

  @Test
  void memory_is_bounded_however_long_no_commit_comes() {
    byte[] large = new byte[100_000];
    for (int i = 0; i < 100; i++) {
      store.put(key("%03d".formatted(i)), "value", large);
    }

    assertThat(writtenKeys()).hasSizeBetween(50, 99);
    assertThat(remove("000", "999")).hasSize(100);
  }
}
