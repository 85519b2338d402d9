package dev.faultline.aggregator.bench;

import dev.faultline.schemas.ResultCursor;

/** Reads each result, but does nothing with it. */
final class Cursor implements ConsumerPass.Reader {

  private final ResultCursor result = new ResultCursor();
  private long sum;

  @Override
  public void read(byte[] value) {
    if (result.moveTo(value, 0, value.length)) {
      sum += result.seq() + result.responseTimeMicros();
    }
  }

  @Override
  public void verify() {
    if (sum == 0) {
      throw new IllegalStateException("no result was read");
    }
  }
}
