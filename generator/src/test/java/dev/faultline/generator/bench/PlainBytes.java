package dev.faultline.generator.bench;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Messages that nobody encodes or parses. */
final class PlainBytes implements MethodDescriptor.Marshaller<byte[]> {

  static final MethodDescriptor<byte[], byte[]> METHOD =
      MethodDescriptor.newBuilder(new PlainBytes(), new PlainBytes())
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("bench.Echo/Say")
          .build();

  /** {@code text: "Hello, world"} in protobuf's binary form. */
  static final byte[] HELLO = "\n\14Hello, world".getBytes(StandardCharsets.US_ASCII);

  private PlainBytes() {}

  @Override
  public InputStream stream(byte[] message) {
    return new ByteArrayInputStream(message);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      byte[] message = new byte[stream instanceof KnownLength ? stream.available() : 0];
      int read = stream.readNBytes(message, 0, message.length);
      return read == message.length ? message : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
