package dev.faultline.generator.driver.grpc;

import io.grpc.Metadata;
import java.util.List;

/**
 * What a call sends, as bytes.
 *
 * @param messages without their prefixes
 * @param metadata with the deadline; copied for each call, for grpc-java adds to what it is given
 */
record Outgoing(List<byte[]> messages, Metadata metadata) {

  Outgoing {
    messages = List.copyOf(messages);
  }

  Metadata headers() {
    Metadata headers = new Metadata();
    headers.merge(metadata);
    return headers;
  }
}
