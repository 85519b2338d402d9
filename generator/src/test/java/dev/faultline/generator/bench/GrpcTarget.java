package dev.faultline.generator.bench;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.faultline.testkit.bench.Parent;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.ServerCalls;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetSocketAddress;

/** A gRPC server in a JVM of its own, one thread, that gives back what it gets and counts. */
final class GrpcTarget {

  /** All of it on the one event loop. */
  private long requests;

  private GrpcTarget() {}

  /** Runs until the parent is gone; answers with its port, then to each request with the count. */
  public static void main(String[] none) throws Exception {
    GrpcTarget target = new GrpcTarget();
    Parent parent = Parent.listenTo();
    EpollEventLoopGroup loop = new EpollEventLoopGroup(1);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .channelType(EpollServerSocketChannel.class)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .directExecutor()
            .addService(target.service())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build()
            .start();
    parent.answer("" + server.getPort());
    while (true) {
      parent.request();
      parent.answer("" + loop.submit(() -> target.requests).get());
    }
  }

  private ServerServiceDefinition service() throws DescriptorValidationException {
    FileDescriptor file = FileDescriptor.buildFrom(FILE, new FileDescriptor[0]);
    ProtoFileDescriptorSupplier schema = () -> file;
    ServiceDescriptor echo =
        ServiceDescriptor.newBuilder("bench.Echo")
            .setSchemaDescriptor(schema)
            .addMethod(PlainBytes.METHOD)
            .build();
    return ServerServiceDefinition.builder(echo)
        .addMethod(
            PlainBytes.METHOD,
            ServerCalls.asyncUnaryCall(
                (message, answers) -> {
                  requests++;
                  answers.onNext(message);
                  answers.onCompleted();
                }))
        .build();
  }

  private static final FileDescriptorProto FILE =
      FileDescriptorProto.newBuilder()
          .setName("bench.proto")
          .setPackage("bench")
          .setSyntax("proto3")
          .addMessageType(
              DescriptorProto.newBuilder()
                  .setName("Text")
                  .addField(
                      FieldDescriptorProto.newBuilder()
                          .setName("text")
                          .setNumber(1)
                          .setType(FieldDescriptorProto.Type.TYPE_STRING)))
          .addService(
              ServiceDescriptorProto.newBuilder()
                  .setName("Echo")
                  .addMethod(
                      MethodDescriptorProto.newBuilder()
                          .setName("Say")
                          .setInputType(".bench.Text")
                          .setOutputType(".bench.Text")))
          .build();
}
