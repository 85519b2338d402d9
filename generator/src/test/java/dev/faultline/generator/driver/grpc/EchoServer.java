package dev.faultline.generator.driver.grpc;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.faultline.testkit.TestAuthority;
import io.grpc.Attributes;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServerTransportFilter;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A gRPC server on loopback, which gives back what it gets unless it is told otherwise.
 *
 * <pre>
 * message Text { string text = 1; int32 count = 2; }
 * service test.Echo {
 *   rpc Say(Text) returns (Text);
 *   rpc Listen(Text) returns (stream Text);
 *   rpc Gather(stream Text) returns (Text);           the texts, joined, and how many there were
 *   rpc Talk(stream Text) returns (stream Text);
 * }
 * </pre>
 */
public final class EchoServer implements AutoCloseable {

  private static final FileDescriptor FILE = file();
  private static final Descriptor TEXT = FILE.findMessageTypeByName("Text");

  private final Server server;
  private final int port;
  final List<Metadata> headers = new CopyOnWriteArrayList<>();
  final List<DynamicMessage> messages = new CopyOnWriteArrayList<>();
  final List<Deadline> deadlines = new CopyOnWriteArrayList<>();
  final AtomicInteger accepted = new AtomicInteger();
  final AtomicInteger connected = new AtomicInteger();
  private volatile Behaviour behaviour =
      (text, answers) -> {
        answers.onNext(text);
        answers.onCompleted();
      };

  private volatile Behaviour reply = (text, answers) -> answers.onNext(text);

  /** What it does with a call. */
  @FunctionalInterface
  interface Behaviour {
    void answer(DynamicMessage text, StreamObserver<DynamicMessage> answers);
  }

  private EchoServer(
      int wantedPort, Optional<TestAuthority.Issued> certificate, List<BindableService> more)
      throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort))
            .addService(service())
            .intercept(new Noting())
            .addTransportFilter(new Counting());
    certificate.ifPresent(
        its -> builder.useTransportSecurity(its.certificate().toFile(), its.key().toFile()));
    more.forEach(builder::addService);
    server = builder.build().start();
    this.port = server.getPort();
  }

  /** Tells its types. */
  public static EchoServer start() throws IOException {
    return start(0);
  }

  static EchoServer start(int port) throws IOException {
    return new EchoServer(port, Optional.empty(), List.of(ProtoReflectionServiceV1.newInstance()));
  }

  /** Tells its types, and speaks TLS only. */
  public static EchoServer secure(TestAuthority.Issued certificate) throws IOException {
    return new EchoServer(
        0, Optional.of(certificate), List.of(ProtoReflectionServiceV1.newInstance()));
  }

  static EchoServer telling(BindableService... reflection) throws IOException {
    return new EchoServer(0, Optional.empty(), List.of(reflection));
  }

  /** What it does with each message of {@code Talk}. */
  EchoServer replying(Behaviour other) {
    reply = other;
    return this;
  }

  /** What {@code protoc} would tell of it. */
  public static byte[] descriptorSet() {
    return FileDescriptorSet.newBuilder().addFile(FILE.toProto()).build().toByteArray();
  }

  EchoServer doing(Behaviour other) {
    behaviour = other;
    return this;
  }

  public int port() {
    return port;
  }

  /** What each call said of who asks; null for those that did not. */
  public List<String> authorizations() {
    return headers.stream().map(its -> its.get(Destination.AUTHORIZATION)).toList();
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ServerServiceDefinition service() {
    ProtoFileDescriptorSupplier schema = () -> FILE;
    MethodDescriptor<DynamicMessage, DynamicMessage> say =
        method("Say", MethodDescriptor.MethodType.UNARY);
    MethodDescriptor<DynamicMessage, DynamicMessage> listen =
        method("Listen", MethodDescriptor.MethodType.SERVER_STREAMING);
    MethodDescriptor<DynamicMessage, DynamicMessage> gather =
        method("Gather", MethodDescriptor.MethodType.CLIENT_STREAMING);
    MethodDescriptor<DynamicMessage, DynamicMessage> talk =
        method("Talk", MethodDescriptor.MethodType.BIDI_STREAMING);
    return ServerServiceDefinition.builder(
            ServiceDescriptor.newBuilder("test.Echo")
                .setSchemaDescriptor(schema)
                .addMethod(say)
                .addMethod(listen)
                .addMethod(gather)
                .addMethod(talk)
                .build())
        .addMethod(say, ServerCalls.asyncUnaryCall(this::say))
        .addMethod(listen, ServerCalls.asyncServerStreamingCall(this::say))
        .addMethod(gather, ServerCalls.asyncClientStreamingCall(this::gather))
        .addMethod(talk, ServerCalls.asyncBidiStreamingCall(this::talk))
        .build();
  }

  private StreamObserver<DynamicMessage> gather(StreamObserver<DynamicMessage> answers) {
    List<DynamicMessage> all = new CopyOnWriteArrayList<>();
    return new Taking(
        text -> {
          all.add(text);
          messages.add(text);
        },
        () -> {
          answers.onNext(joined(all));
          answers.onCompleted();
        });
  }

  private static DynamicMessage joined(List<DynamicMessage> all) {
    StringBuilder text = new StringBuilder();
    all.forEach(each -> text.append(each.getField(TEXT.findFieldByName("text"))));
    return text(text.toString(), all.size());
  }

  static DynamicMessage text(String text, int count) {
    return DynamicMessage.newBuilder(TEXT)
        .setField(TEXT.findFieldByName("text"), text)
        .setField(TEXT.findFieldByName("count"), count)
        .build();
  }

  private StreamObserver<DynamicMessage> talk(StreamObserver<DynamicMessage> answers) {
    return new Taking(
        text -> {
          messages.add(text);
          reply.answer(text, answers);
        },
        answers::onCompleted);
  }

  /** What to do with each message, and at the end. */
  private record Taking(Consumer<DynamicMessage> each, Runnable end)
      implements StreamObserver<DynamicMessage> {

    @Override
    public void onNext(DynamicMessage text) {
      each.accept(text);
    }

    @Override
    public void onError(Throwable cancelled) {}

    @Override
    public void onCompleted() {
      end.run();
    }
  }

  private void say(DynamicMessage text, StreamObserver<DynamicMessage> answers) {
    messages.add(text);
    Deadline deadline = Context.current().getDeadline();
    if (deadline != null) {
      deadlines.add(deadline);
    }
    behaviour.answer(text, answers);
  }

  private static MethodDescriptor<DynamicMessage, DynamicMessage> method(
      String name, MethodDescriptor.MethodType type) {
    MethodDescriptor.Marshaller<DynamicMessage> marshaller =
        ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(TEXT));
    return MethodDescriptor.newBuilder(marshaller, marshaller)
        .setType(type)
        .setFullMethodName("test.Echo/" + name)
        .build();
  }

  private static FileDescriptor file() {
    DescriptorProto text =
        DescriptorProto.newBuilder()
            .setName("Text")
            .addField(field("text", 1, FieldDescriptorProto.Type.TYPE_STRING))
            .addField(field("count", 2, FieldDescriptorProto.Type.TYPE_INT32))
            .build();
    ServiceDescriptorProto echo =
        ServiceDescriptorProto.newBuilder()
            .setName("Echo")
            .addMethod(rpc("Say"))
            .addMethod(rpc("Listen").setServerStreaming(true))
            .addMethod(rpc("Gather").setClientStreaming(true))
            .addMethod(rpc("Talk").setClientStreaming(true).setServerStreaming(true))
            .build();
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("echo.proto")
            .setPackage("test")
            .setSyntax("proto3")
            .addMessageType(text)
            .addService(echo)
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FieldDescriptorProto field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setType(type).build();
  }

  private static MethodDescriptorProto.Builder rpc(String name) {
    return MethodDescriptorProto.newBuilder()
        .setName(name)
        .setInputType(".test.Text")
        .setOutputType(".test.Text");
  }

  private final class Noting implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata its, ServerCallHandler<Q, A> next) {
      if (call.getMethodDescriptor().getFullMethodName().startsWith("test.")) {
        headers.add(its);
      }
      return next.startCall(call, its);
    }
  }

  private final class Counting extends ServerTransportFilter {

    @Override
    public Attributes transportReady(Attributes transport) {
      accepted.incrementAndGet();
      connected.incrementAndGet();
      return transport;
    }

    @Override
    public void transportTerminated(Attributes transport) {
      connected.decrementAndGet();
    }
  }
}
