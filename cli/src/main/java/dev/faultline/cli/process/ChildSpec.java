package dev.faultline.cli.process;

import java.util.List;

/**
 * What to start in a child JVM.
 *
 * @param name for messages, which put "the" before it
 * @param main its class has a public static main
 * @param ready how the line on standard output begins that says that it is ready
 */
public record ChildSpec(
    String name, Class<?> main, List<String> jvmOptions, List<String> arguments, String ready) {

  public ChildSpec {
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
  }
}
