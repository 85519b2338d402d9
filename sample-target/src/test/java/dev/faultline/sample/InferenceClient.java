package dev.faultline.sample;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Knows of the inference service what it tells by reflection, and nothing else. */
final class InferenceClient implements AutoCloseable {

  private static final String SERVICE = "faultline.sample.Inference";

  private final ManagedChannel channel;
  private final FileDescriptor file;
  private List<String> services;

  InferenceClient(String address) throws Exception {
    channel = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
    file = file();
  }

  private FileDescriptor file() throws Exception {
    BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> server =
        ClientCalls.blockingBidiStreamingCall(
            channel, ServerReflectionGrpc.getServerReflectionInfoMethod(), options());
    server.write(ServerReflectionRequest.newBuilder().setListServices("").build());
    services =
        server.read().getListServicesResponse().getServiceList().stream()
            .map(ServiceResponse::getName)
            .toList();
    server.write(ServerReflectionRequest.newBuilder().setFileContainingSymbol(SERVICE).build());
    FileDescriptorProto told =
        FileDescriptorProto.parseFrom(
            server.read().getFileDescriptorResponse().getFileDescriptorProto(0));
    server.halfClose();
    return FileDescriptor.buildFrom(told, new FileDescriptor[0]);
  }

  List<String> services() {
    return services;
  }

  boolean healthy() throws Exception {
    return HealthGrpc.newBlockingV2Stub(channel)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus()
        .equals(ServingStatus.SERVING);
  }

  String predict(String prompt, int tokens) throws Exception {
    Descriptor request = file.findMessageTypeByName("PredictRequest");
    Descriptor reply = file.findMessageTypeByName("PredictReply");
    MethodDescriptor<DynamicMessage, DynamicMessage> method =
        MethodDescriptor.newBuilder(
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(request)),
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(reply)))
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(SERVICE + "/Predict")
            .build();
    DynamicMessage message =
        DynamicMessage.newBuilder(request)
            .setField(request.findFieldByName("prompt"), prompt)
            .setField(request.findFieldByName("tokens"), tokens)
            .build();
    DynamicMessage answer = ClientCalls.blockingV2UnaryCall(channel, method, options(), message);
    return (String) answer.getField(reply.findFieldByName("text"));
  }

  private static CallOptions options() {
    return CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
