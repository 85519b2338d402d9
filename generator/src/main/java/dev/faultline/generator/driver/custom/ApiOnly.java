package dev.faultline.generator.driver.custom;

import dev.faultline.scenario.CustomScenario;

/**
 * What the code of a jar sees of this process: Java itself and the package that it was compiled
 * against. It brings its own version of anything else, whichever is used here.
 */
final class ApiOnly extends ClassLoader {

  private static final String API = CustomScenario.class.getPackageName() + ".";

  static {
    registerAsParallelCapable();
  }

  ApiOnly() {
    super("faultline-scenario-api", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(API) && name.indexOf('.', API.length()) < 0) {
      return CustomScenario.class.getClassLoader().loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
