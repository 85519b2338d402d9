package dev.faultline.generator.driver.grpc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.InvalidProtocolBufferException;
import com.squareup.wire.schema.CoreLoader;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Linker;
import com.squareup.wire.schema.Loader;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaException;
import com.squareup.wire.schema.internal.SchemaEncoder;
import dev.faultline.core.plan.PlanFiles;
import dev.faultline.core.plan.UnreadableFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds out what {@code .proto} files define, as protoc would. Thread-safe. */
public final class ProtoCompiler implements PlanFiles.Compiler {

  @Override
  public byte[] descriptorSet(List<Path> protos, Path folder) throws UnreadableFileException {
    Map<String, ProtoFile> files = ProtoFolders.around(protos, folder).files();
    try {
      Linker linker = new Linker(new Given(files), new ErrorCollector(), true, true);
      return encoded(linker.link(files.values())).toByteArray();
    } catch (SchemaException e) {
      throw new UnreadableFileException(oneLine(e));
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new UnreadableFileException("they define what is not understood: " + oneLine(e));
    }
  }

  private static FileDescriptorSet encoded(Schema schema) throws InvalidProtocolBufferException {
    SchemaEncoder encoder = new SchemaEncoder(schema);
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    for (ProtoFile file : schema.getProtoFiles()) {
      set.addFile(FileDescriptorProto.parseFrom(encoder.encode(file).toByteArray()));
    }
    return set.build();
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", " ");
  }

  /** All that is imported is known before; the rest is protobuf's own. */
  private record Given(Map<String, ProtoFile> files) implements Loader {

    @Override
    public ProtoFile load(String name) {
      ProtoFile given = files.get(name);
      return given == null ? CoreLoader.INSTANCE.load(name) : given;
    }

    @Override
    public Loader withErrors(ErrorCollector errors) {
      return this;
    }
  }
}
