package dev.faultline.generator.driver.grpc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.faultline.core.protobuf.DescriptorSet;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The types that the plan itself tells of; nobody is asked. */
final class GivenTypes implements ServiceTypes {

  private final Map<String, ServiceDescriptor> services;

  private GivenTypes(Map<String, ServiceDescriptor> services) {
    this.services = services;
  }

  /**
   * The types of that set.
   *
   * @throws UnusableTargetException when they do not fit together
   */
  static GivenTypes of(DescriptorSet set) throws UnusableTargetException {
    try {
      return new GivenTypes(new Files(FileDescriptorSet.parseFrom(set.bytes())).services());
    } catch (InvalidProtocolBufferException | DescriptorValidationException e) {
      throw new UnusableTargetException(
          "the plan's types do not fit together: %s".formatted(e.getMessage()));
    }
  }

  @Override
  public ServiceDescriptor service(String name) throws UnusableTargetException {
    ServiceDescriptor service = services.get(name);
    if (service == null) {
      throw new UnusableTargetException(
          "the plan's types have no service '%s'; they have %s"
              .formatted(name, String.join(", ", services.keySet())));
    }
    return service;
  }

  /** Of which one builds on another. */
  private static final class Files {

    private final Map<String, FileDescriptorProto> told = new HashMap<>();
    private final Map<String, FileDescriptor> built = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    Files(FileDescriptorSet set) {
      set.getFileList().forEach(file -> told.put(file.getName(), file));
    }

    Map<String, ServiceDescriptor> services()
        throws InvalidProtocolBufferException, DescriptorValidationException {
      Map<String, ServiceDescriptor> services = new TreeMap<>();
      for (String file : List.copyOf(told.keySet())) {
        build(file).getServices().forEach(each -> services.put(each.getFullName(), each));
      }
      return services;
    }

    private FileDescriptor build(String name)
        throws InvalidProtocolBufferException, DescriptorValidationException {
      FileDescriptor before = built.get(name);
      if (before != null) {
        return before;
      }
      FileDescriptorProto proto = told.get(name);
      if (proto == null) {
        throw new InvalidProtocolBufferException(
            name + " is missing; protoc's --include_imports adds it");
      }
      if (!begun.add(name)) {
        throw new InvalidProtocolBufferException(name + " imports itself");
      }
      List<FileDescriptor> dependencies = new ArrayList<>();
      for (String dependency : proto.getDependencyList()) {
        dependencies.add(build(dependency));
      }
      FileDescriptor file =
          FileDescriptor.buildFrom(proto, dependencies.toArray(FileDescriptor[]::new), true);
      built.put(name, file);
      return file;
    }
  }
}
