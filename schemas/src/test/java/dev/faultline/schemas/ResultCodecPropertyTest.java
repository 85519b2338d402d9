package dev.faultline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.ResultRecord;
import dev.faultline.schemas.mapping.Mappings;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ResultCodecPropertyTest {

  private final Codec<ResultRecord> avro =
      AvroCodec.of(Mappings.REQUEST_RESULT, Mappings.SHARD_PROGRESS);

  @Provide
  Arbitrary<ResultRecord> records() {
    return ArbitraryRecords.of(ResultRecord.class);
  }

  @Property(tries = 5000)
  void what_is_written_by_hand_is_byte_for_byte_what_avro_writes(
      @ForAll("records") ResultRecord record) {
    assertThat(Topics.RESULTS.codec().encode(record)).isEqualTo(avro.encode(record));
  }
}
