package dev.faultline.core.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.Histogram;

class SparseFormPropertyTest {

  @Property(tries = 200)
  void what_is_read_is_what_was_written(@ForAll("latencies") List<Long> values) throws IOException {
    LatencyHistogram histogram = of(values);
    DataInputStream twice = input(write(histogram), write(histogram));

    for (int i = 0; i < 2; i++) {
      LatencyHistogram read = LatencyHistogram.readFrom(twice);
      assertThat(read).isEqualTo(histogram).hasSameHashCodeAs(histogram);
      assertThat(read.encode()).isEqualTo(histogram.encode());
    }
    assertThat(twice.read()).isEqualTo(-1);
  }

  @Property(tries = 200)
  void equal_contents_give_equal_bytes_in_whatever_order_they_came(
      @ForAll("latencies") List<Long> values, @ForAll Random random) throws IOException {
    byte[] bytes = write(of(values));
    Collections.shuffle(values, random);

    assertThat(write(of(values))).isEqualTo(bytes);
  }

  @Property(tries = 200)
  void what_is_cut_is_refused(@ForAll("latencies") List<Long> values, @ForAll Random random)
      throws IOException {
    byte[] bytes = write(of(values));
    byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));

    assertThatIOException().isThrownBy(() -> LatencyHistogram.readFrom(input(cut)));
  }

  @Property(tries = 500)
  void corrupt_bytes_are_refused_or_are_another_histogram(
      @ForAll("latencies") List<Long> values, @ForAll Random random) throws IOException {
    byte[] bytes = write(of(values));
    for (int i = 0; i < 1 + bytes.length / 50; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    try {
      LatencyHistogram other = LatencyHistogram.readFrom(input(bytes));
      assertThat(LatencyHistogram.readFrom(input(write(other)))).isEqualTo(other);
    } catch (IOException expected) {
      assertThat(expected).isNotNull();
    }
  }

  @Example
  void a_length_that_no_histogram_has_is_refused_before_anything_is_allocated() {
    byte[] huge = {0, 0, 0, 0, 0, 0, 0, 0, 0x7F, -1, -1, -1};

    assertThatIOException()
        .isThrownBy(() -> LatencyHistogram.readFrom(input(huge)))
        .withMessageContaining("2147483647 bytes");
  }

  @Example
  void counts_that_are_beyond_counting_are_refused() throws IOException {
    LatencyHistogram histogram = of(List.of(5L));
    Histogram many = HdrReference.empty();
    many.recordValueWithCount(7, Long.MAX_VALUE - 1);
    histogram.add(LatencyHistogram.decode(HdrReference.encode(many), 0));
    byte[] bytes = write(histogram);
    assertThat(LatencyHistogram.readFrom(input(bytes))).isEqualTo(histogram);
    bytes[30]++; // the count of the first slot: after the total, its page and the page's bits

    assertThatIOException().isThrownBy(() -> LatencyHistogram.readFrom(input(bytes)));
  }

  @Provide
  Arbitrary<List<Long>> latencies() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 3_000), Arbitraries.longs().between(0, 700_000_000))
        .list()
        .ofMaxSize(3 * FewLatencies.LIMIT);
  }

  private static LatencyHistogram of(List<Long> values) {
    LatencyHistogram histogram = new LatencyHistogram();
    values.forEach(histogram::record);
    return histogram;
  }

  private static byte[] write(LatencyHistogram histogram) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    histogram.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream input(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
