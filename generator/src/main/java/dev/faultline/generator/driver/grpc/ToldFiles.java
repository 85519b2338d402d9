package dev.faultline.generator.driver.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.StatusException;
import io.grpc.reflection.v1.FileDescriptorResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files in which a server describes its types, of which one builds on another. Some servers
 * tell a file together with all that it needs, others each one when asked. Not thread-safe.
 */
final class ToldFiles {

  private final Source source;
  private final Map<String, FileDescriptorProto> told = new HashMap<>();
  private final Map<String, FileDescriptor> built = new HashMap<>();
  private final Set<String> begun = new HashSet<>();

  /** Asks for a file by its name. */
  @FunctionalInterface
  interface Source {
    FileDescriptorResponse file(String name) throws StatusException, InterruptedException;
  }

  ToldFiles(Source source) {
    this.source = source;
  }

  /**
   * The service of that name, which one of the files in the answer has.
   *
   * @throws InvalidProtocolBufferException when the files are damaged, or some are missing
   * @throws DescriptorValidationException when they do not fit together
   */
  ServiceDescriptor service(FileDescriptorResponse answer, String name)
      throws InvalidProtocolBufferException,
          DescriptorValidationException,
          StatusException,
          InterruptedException {
    take(answer);
    for (String file : List.copyOf(told.keySet())) {
      for (ServiceDescriptor service : build(file).getServices()) {
        if (service.getFullName().equals(name)) {
          return service;
        }
      }
    }
    throw new InvalidProtocolBufferException("no file has the service");
  }

  private void take(FileDescriptorResponse answer) throws InvalidProtocolBufferException {
    for (ByteString file : answer.getFileDescriptorProtoList()) {
      FileDescriptorProto proto = FileDescriptorProto.parseFrom(file);
      told.put(proto.getName(), proto);
    }
  }

  private FileDescriptor build(String name)
      throws InvalidProtocolBufferException,
          DescriptorValidationException,
          StatusException,
          InterruptedException {
    FileDescriptor before = built.get(name);
    if (before != null) {
      return before;
    }
    if (!begun.add(name)) {
      throw new InvalidProtocolBufferException(name + " imports itself");
    }
    FileDescriptorProto proto = proto(name);
    List<FileDescriptor> dependencies = new ArrayList<>();
    for (String dependency : proto.getDependencyList()) {
      dependencies.add(build(dependency));
    }
    FileDescriptor file =
        FileDescriptor.buildFrom(proto, dependencies.toArray(FileDescriptor[]::new), true);
    built.put(name, file);
    return file;
  }

  private FileDescriptorProto proto(String name)
      throws InvalidProtocolBufferException, StatusException, InterruptedException {
    if (!told.containsKey(name)) {
      take(source.file(name));
    }
    FileDescriptorProto proto = told.get(name);
    if (proto == null) {
      throw new InvalidProtocolBufferException("the server does not tell of " + name);
    }
    return proto;
  }
}
