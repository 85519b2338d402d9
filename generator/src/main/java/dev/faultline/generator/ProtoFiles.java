package dev.faultline.generator;

import dev.faultline.core.plan.PlanFiles;
import dev.faultline.generator.driver.grpc.ProtoCompiler;

/** What a generator knows of {@code .proto} files, for who reads a plan that names some. */
public final class ProtoFiles {

  private ProtoFiles() {}

  /** Finds out which types they define. */
  public static PlanFiles.Compiler compiler() {
    return new ProtoCompiler();
  }
}
